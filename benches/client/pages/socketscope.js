// The same measurements through the page of Socketscope: what a person does, and when its outcome is drawn.

const list = document.querySelector("#messages ul");
const status = document.getElementById("status");

// Resolves with the time at which `seen` first holds after the page was drawn.
function drawn(target, seen) {
  return new Promise((resolve) => {
    const look = () => {
      const found = seen();
      if (found) {
        watch.disconnect();
        resolve({ found, at: performance.now() });
      }
    };
    const watch = new MutationObserver(look);
    watch.observe(target, { attributes: true, childList: true, subtree: true, characterData: true });
    look();
  });
}

function enter(id, text) {
  const field = document.getElementById(id);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// By the page's clock, when the engine got what this row shows.
const heardAt = (row) => Number(row.dataset.at) - performance.timeOrigin;

async function open(url) {
  enter("url", url);
  await new Promise(requestAnimationFrame);
  const began = performance.now();
  document.getElementById("connect").click();
  const { at } = await drawn(status, () => status.className === "open");
  return { began, at };
}

async function close() {
  document.getElementById("close").click();
  await drawn(status, () => status.className === "closed");
}

async function echo(url, times) {
  await open(url);
  const heard = [];
  const shown = [];
  for (let turn = 0; turn < times; turn += 1) {
    const text = `ping ${turn}`;
    enter("message", text);
    const began = performance.now();
    document.getElementById("message-form").requestSubmit();
    const answer = () => {
      const row = [...list.querySelectorAll("li.received")].pop();
      return row?.querySelector(".payload").textContent === text && row;
    };
    const { found, at } = await drawn(list, answer);
    heard.push(heardAt(found) - began);
    shown.push(at - began);
  }
  await close();
  return { heard, shown };
}

async function connect(url, times) {
  const heard = [];
  const shown = [];
  for (let turn = 0; turn < times; turn += 1) {
    const { began, at } = await open(url);
    const row = [...list.querySelectorAll("li.event")].pop();
    heard.push(heardAt(row) - began);
    shown.push(at - began);
    await close();
  }
  return { heard, shown };
}

async function flood(url) {
  const expected = Number(new URL(url).searchParams.get("count"));
  document.getElementById("clear")?.click();
  const ledger = document.getElementById("ledger");
  const before = Number(ledger.dataset.received);
  enter("url", url);
  await new Promise(requestAnimationFrame);
  const frames = [];
  const snapshots = [];
  let first;
  let seen = before;
  document.getElementById("connect").click();
  return new Promise((resolve) => {
    const draw = (now) => {
      frames.push(now);
      const received = Number(ledger.dataset.received);
      if (received > seen) {
        first ??= now;
        snapshots.push(now);
      }
      seen = received;
      if (received - before < expected) {
        requestAnimationFrame(draw);
      } else {
        resolve({ first, last: now, frames, snapshots });
      }
    };
    requestAnimationFrame(draw);
  });
}
