// Notices that the page's program or the engine's has ended by a fault, says so, and offers what is kept and a fresh start.
// It does so without either program, as none of them can be relied on then.
const words = {
  en: {
    engine: "The engine has ended by a fault of Socketscope.",
    page: "The page has ended by a fault of Socketscope.",
    silent: "The engine has not answered for 15 seconds: it is stuck, or the browser has ended it.",
    kept: (number) => (number === "1" ? "1 message that was kept" : `${number} messages that were kept`) + " can be saved.",
    missing: (number) => ` ${number} that stayed with the browser cannot.`,
    none: "No messages were kept.",
    gone: "The messages are lost with the engine, which does not answer.",
    ends: " A fresh start ends the connections and opens the same tabs.",
    stays: " The connections go on, and a fresh start finds them and their messages.",
    again: " It has ended right after its start: a fresh start opens none of its tabs.",
    disconnected: "Disconnected from WebSocket.",
    save: "Save the log",
    restart: "Start again",
  },
  de: {
    engine: "Die Engine wurde durch einen Fehler von Socketscope beendet.",
    page: "Die Seite wurde durch einen Fehler von Socketscope beendet.",
    silent: "Die Engine antwortet seit 15 Sekunden nicht: Sie hängt, oder der Browser hat sie beendet.",
    kept: (number) => (number === "1" ? "1 aufbewahrte Nachricht lässt" : `${number} aufbewahrte Nachrichten lassen`)
      + " sich sichern.",
    missing: (number) => ` ${number}, die beim Browser blieben, nicht.`,
    none: "Es waren keine Nachrichten aufbewahrt.",
    gone: "Die Nachrichten sind mit der Engine verloren, die nicht antwortet.",
    ends: " Ein Neustart beendet die Verbindungen und öffnet dieselben Tabs.",
    stays: " Die Verbindungen bestehen weiter; ein Neustart findet sie und ihre Nachrichten.",
    again: " Sie wurde gleich nach ihrem Start beendet: Ein Neustart öffnet keinen ihrer Tabs.",
    disconnected: "Getrennt vom WebSocket.",
    save: "Log sichern",
    restart: "Neu starten",
  },
};

// Milliseconds. An engine from which nothing was heard for so long is asked for a sign of life while the page is visible.
const ASKED_AFTER = 5_000;
// An engine that was silent for so long is dead, until it answers after all.
const DEAD_AFTER = 15_000;
// How often is looked. Looks that are much further apart mean that the page, or the whole machine, has slept.
const LOOK_EVERY = 1_000;
const SLEPT = 4_000;
// So long what is kept is waited for.
const SAVED_WITHIN = 5_000;
// What has ended so soon after a fresh start may have done so because of what the window remembers.
const SOON = 10_000;
// Where the window remembers its tabs (see view::state::tabs), and when it was started afresh.
const TABS = "socketscope.tabs", STARTED = "socketscope.started";

// Watches over the engine and over the page, as long as the window shows them. An engine that does not get ready is no crash:
// the page says that it could not be loaded. `cut` keeps the page's program from being called any more, `begin` begins
// another one.
export function watch(engine, ready, cut, begin) {
  // What has ended, and the wait for what it kept.
  let ended = null, wait = 0;
  let isReady = false, heard = performance.now(), looked = heard;
  ready.then(() => { isReady = true; wake(); }, () => {});

  // Where the page alone has ended, another one goes on beside the engine.
  const restart = (next) => {
    remember((store) => {
      store.setItem(STARTED, Date.now());
      if (next === "again") store.removeItem(TABS);
    });
    // It would ask whether to leave: what there was is in the file, or lost already.
    cut();
    if (next !== "stays") return location.reload();
    ended = null;
    Object.assign(globalThis.socketscope, { panic: undefined, isHeir: true });
    begin();
  };

  const show = (what, why, kept) => {
    const isSoon = Date.now() - remember((store) => store.getItem(STARTED)) < SOON;
    const next = isSoon ? "again" : what === "page" ? "stays" : "ends";
    draw(what, why, kept, next, () => restart(next));
  };

  const end = (who, what, why) => {
    if (!isReady || ended !== null && ended !== "silent") return;
    ended = who;
    cut();
    // What is kept lies in the memory of the engine's program, which its script reads.
    engine.postMessage("save");
    wait = setTimeout(show, SAVED_WITHIN, what, why, null);
  };

  engine.addEventListener("message", (event) => {
    const { saved, isAlive, why } = event.data;
    heard = performance.now();
    if (ended === "silent") {
      ended = null;
      document.getElementById("crash")?.remove();
    }
    if (saved === undefined && isAlive === undefined) return;
    // The page's program does not know this language.
    event.stopImmediatePropagation();
    if (saved === undefined) return;
    clearTimeout(wait);
    const who = ended ?? "engine";
    ended = who;
    if (who === "engine") {
      cut();
      engine.terminate();
    }
    show(who, why ?? panic(), event.data);
  });
  // Whatever is not caught in a worker comes here, a trap of its program among it.
  engine.addEventListener("error", ({ message }) => end("engine", "engine", message));
  engine.addEventListener("messageerror", () => end("engine", "engine", "messageerror"));
  // Of the page's errors only a trap of its program is the end of it.
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) end("page", "page", panic() ?? String(error));
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    if (reason instanceof WebAssembly.RuntimeError) end("page", "page", panic() ?? String(reason));
  });
  addEventListener("messageerror", (event) => console.error("What came for the page cannot be read.", event));

  const wake = () => { heard = looked = performance.now(); };
  document.addEventListener("visibilitychange", wake);
  addEventListener("pageshow", wake);
  setInterval(() => {
    const now = performance.now();
    if (document.hidden || now - looked > SLEPT) return wake();
    looked = now;
    if (!isReady || ended !== null || now - heard < ASKED_AFTER) return;
    engine.postMessage("alive?");
    if (now - heard < DEAD_AFTER) return;
    ended = "silent";
    show("silent", undefined, null);
  }, LOOK_EVERY);
}

// What the page's program said as it panicked.
const panic = () => globalThis.socketscope.panic;

// What the window remembers, unless storage is blocked.
function remember(ask) {
  try {
    return ask(sessionStorage);
  } catch {
    return null;
  }
}

// Says what has happened, and why if that is known; `kept` holds what can be saved, where anything can, and `next` is what
// a fresh start does.
function draw(what, why, kept, next, onclick) {
  document.getElementById("crash")?.remove();
  const { lang } = document.documentElement;
  const say = words[lang] ?? words.en;
  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });
  const banner = element("section", "", { id: "crash" });
  banner.setAttribute("role", "alert");
  const told = tell(say, kept, (value) => value.toLocaleString(lang || "en"));
  const status = document.getElementById("status");
  const save = element("button", say.save, { type: "button", id: "save-crash", onclick: () => download(kept.saved) });
  save.disabled = kept === null || kept.messages === 0;
  save.title = save.disabled ? told : "";
  const restart = element("button", say.restart, { type: "button", id: "restart", onclick });
  banner.append(element("strong", say[what]), " ", element("span", told + say[next]), save, restart);
  if (why) banner.append(element("code", why));
  // Below what lies above the page nothing can be reached.
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  document.body.prepend(banner);
  // A stuck engine may answer after all: who types meanwhile goes on typing.
  if (what === "silent") return;
  if (what === "engine" && status) Object.assign(status, { className: "closed failed", textContent: say.disconnected });
  // What is seen of it is of before, and nothing of it does anything any more.
  document.getElementById("page-wrapper")?.toggleAttribute("inert", true);
  (save.disabled ? restart : save).focus();
}

function tell(say, kept, number) {
  if (kept === null) return say.gone;
  const { messages, missing } = kept;
  const told = messages === 0 ? say.none : say.kept(number(messages));
  return missing === 0 ? told : told + say.missing(number(missing));
}

function download(blob) {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: url, download: "socketscope.ndjson" }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
