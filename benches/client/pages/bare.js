// What a page does at least: nothing but WebSocket. Each measurement of Socketscope stands beside one of these.

const frame = () => new Promise(requestAnimationFrame);

// From send() to the message event, so many times, one after the other.
async function echo(url, times) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onclose: reject }));
  const heard = [];
  for (let turn = 0; turn < times; turn += 1) {
    const text = `ping ${turn}`;
    // As idle as Socketscope's page is then.
    await frame();
    await frame();
    const began = performance.now();
    socket.send(text);
    await new Promise((resolve) => { socket.onmessage = resolve; });
    heard.push(performance.now() - began);
  }
  socket.onclose = null;
  socket.close(1000);
  return { heard };
}

// From the constructor to the open event, so many times.
async function connect(url, times) {
  const heard = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
    heard.push(performance.now() - began);
    await new Promise((resolve) => { socket.onclose = resolve; socket.close(1000); });
  }
  return { heard };
}

// Counts the messages of a flood on the page's own thread.
function flood(url) {
  return count(url, (heard) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    let received = 0;
    socket.onmessage = ({ timeStamp }) => {
      received += 1;
      heard({ received, at: timeStamp });
    };
  });
}

// The same with the socket in a worker, which tells the page its count once in a frame.
function floodWorker(url) {
  return count(url, (heard) => {
    const worker = start("bare-worker.js");
    worker.onmessage = ({ data: { received, at } }) => heard({ received, at: at - performance.timeOrigin });
    worker.postMessage(url);
  });
}

// The same with a worker that is asked as Socketscope's engine is: three times ahead, again in the frame after each
// drawing.
async function floodAsked(url) {
  const expected = Number(new URL(url).searchParams.get("count"));
  const worker = start("asked-worker.js");
  const frames = [];
  const news = [];
  let [received, drawn, owed] = [0, 0, 3];
  let times;
  worker.onmessage = ({ data }) => {
    ({ received } = data);
    times = data;
    owed += 1;
    document.body.textContent = String(received);
  };
  worker.postMessage(url);
  while (drawn < expected) {
    const now = await frame();
    frames.push(now);
    if (received > drawn) news.push(now);
    drawn = received;
    for (; owed > 0; owed -= 1) worker.postMessage("ask");
  }
  worker.terminate();
  const byOurClock = (at) => at - performance.timeOrigin;
  return { first: byOurClock(times.first), last: byOurClock(times.last), frames, news };
}

function start(script) {
  const policy = globalThis.trustedTypes?.createPolicy("socketscope", { createScriptURL: (name) => name });
  return new Worker(policy ? policy.createScriptURL(script) : script);
}

// The first and the last message of a flood, and the frames meanwhile.
async function count(url, begin) {
  const expected = Number(new URL(url).searchParams.get("count"));
  const frames = [];
  let first;
  let last;
  begin(({ received, at }) => {
    first ??= at;
    if (received === expected) last = at;
  });
  while (last === undefined) frames.push(await frame());
  return { first, last, frames };
}

// The frames of a page that does nothing.
async function idle(turns) {
  const frames = [];
  while (frames.length < turns) frames.push(await frame());
  return { frames, blank: 0 };
}

// Keeps messages as a page usually does.
function keepMessages(times, size) {
  const kept = globalThis.kept = [];
  for (let turn = 0; turn < times; turn += 1) {
    const text = new TextDecoder().decode(new TextEncoder().encode(`{"seq":${turn},"pad":"`.padEnd(size - 2, "x") + '"}'));
    kept.push({ t: performance.now(), d: text, dir: "in" });
  }
}
