// When the page's program or the engine's has broken down: offers what is kept for download, and a fresh start. Drawn
// without either program, as none of them can be relied on then.
const words = {
  en: {
    engine: "The engine broke down. That is a fault of Socketscope, not yours.",
    page: "The page broke down. That is a fault of Socketscope, not yours.",
    kept: (number) => (number === "1" ? "1 message that was kept" : `${number} messages that were kept`)
      + " can be saved. A fresh start ends the connections.",
    missing: (number) => ` ${number} that stayed with the browser cannot.`,
    none: "No messages were kept.",
    save: "Save the messages",
    restart: "Start afresh",
  },
  de: {
    engine: "Die Engine ist abgestürzt. Das ist ein Fehler von Socketscope, nicht Ihrer.",
    page: "Die Seite ist abgestürzt. Das ist ein Fehler von Socketscope, nicht Ihrer.",
    kept: (number) => (number === "1" ? "1 aufbewahrte Nachricht lässt" : `${number} aufbewahrte Nachrichten lassen`)
      + " sich sichern. Ein Neustart beendet die Verbindungen.",
    missing: (number) => ` ${number}, die beim Browser blieben, nicht.`,
    none: "Es waren keine Nachrichten aufbewahrt.",
    save: "Nachrichten sichern",
    restart: "Neu starten",
  },
};

export function watch(engine) {
  let who = "engine";
  engine.addEventListener("message", (event) => {
    if (event.data.saved === undefined) return;
    // The page's program does not know this language.
    event.stopImmediatePropagation();
    if (who === "engine") engine.terminate();
    show(who, event.data);
  });
  addEventListener("error", ({ error }) => {
    if (who === "engine" && error instanceof WebAssembly.RuntimeError) {
      who = "page";
      engine.postMessage("save");
    }
  });
}

function show(who, { saved, messages, missing }) {
  if (document.getElementById("fallen") !== null) return;
  const { lang } = document.documentElement;
  const say = words[lang] ?? words.en;
  const number = (value) => value.toLocaleString(lang || "en");
  const told = messages === 0 ? say.none : say.kept(number(messages));
  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });
  const banner = element("section", "", { id: "fallen" });
  banner.setAttribute("role", "alert");
  const url = URL.createObjectURL(saved);
  const save = element("a", say.save, { href: url, download: "socketscope.ndjson", className: "button", id: "save-fallen", hidden: messages === 0 });
  const restart = element("button", say.restart, { type: "button", id: "restart", onclick: () => location.reload() });
  banner.append(element("strong", say[who]), " ", element("span", missing === 0 ? told : told + say.missing(number(missing))), save, restart);
  // Below what lies above the page nothing can be reached.
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  document.body.prepend(banner);
  (messages === 0 ? restart : save).focus();
  // The browser would ask whether to leave: what there was is in the file, or lost already.
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
}
