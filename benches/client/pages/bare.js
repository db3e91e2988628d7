// What a page does at least: nothing but WebSocket. Each measurement of Socketscope stands beside one of these.

// From send() to the message event, so many times, one after the other.
async function echo(url, times) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onclose: reject }));
  const trips = [];
  for (let turn = 0; turn < times; turn += 1) {
    const text = `ping ${turn}`;
    const began = performance.now();
    socket.send(text);
    await new Promise((resolve) => { socket.onmessage = resolve; });
    trips.push(performance.now() - began);
  }
  socket.onclose = null;
  socket.close(1000);
  return { heard: trips };
}

// From the constructor to the open event, so many times.
async function connect(url, times) {
  const opened = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
    opened.push(performance.now() - began);
    await new Promise((resolve) => { socket.onclose = resolve; socket.close(1000); });
  }
  return { heard: opened };
}

// Counts the messages of a flood on the page's own thread, and the gaps between frames meanwhile.
function flood(url) {
  return count(url, (heard) => {
    const socket = new WebSocket(url);
    let received = 0;
    socket.onmessage = () => { received += 1; heard(received, performance.now()); };
  });
}

// The same with the socket in a worker, which tells the page its count once in a frame.
function floodWorker(url) {
  return count(url, (heard) => {
    const policy = globalThis.trustedTypes?.createPolicy("socketscope", { createScriptURL: (name) => name });
    const worker = new Worker(policy ? policy.createScriptURL("bare-worker.js") : "bare-worker.js");
    worker.onmessage = ({ data: { received, at } }) => heard(received, at - performance.timeOrigin);
    worker.postMessage(url);
  });
}

async function count(url, start) {
  const expected = Number(new URL(url).searchParams.get("count"));
  const frames = [];
  let first;
  let last;
  const draw = (now) => {
    frames.push(now);
    if (last === undefined) requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  await new Promise((resolve) => start((received, at) => {
    first ??= at;
    if (received === expected) {
      last = at;
      resolve();
    }
  }));
  return { first, last, frames };
}
