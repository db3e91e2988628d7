// What a person does with the page of Socketscope, and when its outcome is drawn. These scripts run in that page.

const list = document.querySelector("#messages ul");
const pane = document.getElementById("messages");
const status = document.getElementById("status");
const ledger = document.getElementById("ledger");

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

const frame = () => new Promise(requestAnimationFrame);

function enter(id, text) {
  const field = document.getElementById(id);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// By the page's clock, when the engine got what this row shows: the browser stamps an event as it calls the engine with it,
// which appends it before it does anything else.
const heardAt = (row) => Number(row.dataset.at) - performance.timeOrigin;

// The row of this message, once it is drawn.
const rowOf = async (index) => (await drawn(list, () => list.querySelector(`li[data-index="${index}"]`))).found;

function press(key) {
  pane.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

// The page has taken an address over when its tab is named after it, which may take it more than a frame.
async function enterAddress(url) {
  const { host, pathname } = new URL(url);
  const tabs = document.getElementById("sessions");
  enter("url", url);
  await drawn(tabs, () => tabs.textContent.includes(host + pathname));
}

async function open(url) {
  await enterAddress(url);
  const began = performance.now();
  document.getElementById("connect").click();
  const { at } = await drawn(status, () => status.classList.contains("open"));
  return { began, at };
}

async function close() {
  const began = performance.now();
  document.getElementById("close").click();
  const closing = await drawn(status, () => status.className !== "open");
  const closed = await drawn(status, () => status.classList.contains("closed"));
  return { closing: closing.at - began, closed: closed.at - began };
}

// Gives the engine a command in its own language, and waits for what it tells beside the Snapshots.
function measure(bytes) {
  return new Promise((resolve) => {
    const hear = ({ data }) => {
      if (!Array.isArray(data)) return;
      socketscope.engine.removeEventListener("message", hear);
      resolve(JSON.parse(new TextDecoder().decode(data[1])));
    };
    socketscope.engine.addEventListener("message", hear);
    socketscope.engine.postMessage(new Uint8Array(bytes).buffer);
  });
}
