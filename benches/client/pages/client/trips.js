// There and back, so many times.

async function echo(url, times) {
  await open(url);
  const commands = watchCommands();
  const clicked = [];
  const heard = [];
  const shown = [];
  for (let turn = 0; turn < times; turn += 1) {
    const text = `ping ${turn}`;
    // The drawing of the answer before is over: both ways are measured on an idle machine.
    await frame();
    await frame();
    enter("message", text);
    commands.length = 0;
    const began = performance.now();
    document.getElementById("message-form").requestSubmit();
    const answer = () => {
      const row = [...list.querySelectorAll("li.received")].pop();
      return row?.querySelector(".payload").textContent === text && row;
    };
    const { found, at } = await drawn(list, answer);
    clicked.push(heardAt(found) - began);
    heard.push(heardAt(found) - commands[0]);
    shown.push(at - began);
  }
  await close();
  return { clicked, heard, shown };
}

// When the page has sent something to its engine.
function watchCommands() {
  const times = [];
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (...what) {
    times.push(performance.now());
    return postMessage.apply(this, what);
  };
  return times;
}

async function connect(url, times) {
  const heard = [];
  const shown = [];
  for (let turn = 0; turn < times; turn += 1) {
    const { began, at } = await open(url);
    const last = () => [...list.querySelectorAll("li.event")].pop();
    const { found } = await drawn(list, () => last()?.textContent.includes("Connected") && last());
    heard.push(heardAt(found) - began);
    shown.push(at - began);
    await close();
  }
  return { heard, shown };
}
