// Starts the program twice, under the page's strict policy: in a worker as the engine, and here as the page. It is one
// program, fetched and compiled once, because half of it is needed on both sides.
import { watch } from "./crash.js";

// Before the program can say so itself.
document.documentElement.lang = isGerman() ? "de" : "en";

const { js, wasm } = document.querySelector("script[data-js]").dataset;

const trusted = globalThis.trustedTypes?.createPolicy("socketscope", { createScriptURL: (url) => url });
const script = new URL("engine.js", import.meta.url).href;
const engine = new Worker(trusted ? trusted.createScriptURL(script) : script, { type: "module" });

// The engine's first word may come before the page runs, so it is kept for it.
const ready = new Promise((resolve, reject) => {
  engine.addEventListener("message", (event) => resolve(event.data), { once: true });
  engine.addEventListener("error", reject, { once: true });
});
ready.catch(() => {});

// Keeps the page for offline use, or lets go of what was kept. Another project may have a worker for this address.
const worker = new URL("service-worker.js", import.meta.url).href;
const keep = async () => void await navigator.serviceWorker.register(trusted ? trusted.createScriptURL(worker) : worker);
const letGo = async () => {
  const registered = await navigator.serviceWorker?.getRegistration();
  const { scriptURL } = registered?.active ?? registered?.waiting ?? registered?.installing ?? {};
  if (scriptURL !== worker) return;
  await registered.unregister();
  await caches.delete(`socketscope ${registered.scope}`);
};

// One after the other. Resolves to whether it was done.
let done = Promise.resolve();
const keepOffline = (keeps) => done = done.then(keeps ? keep : letGo).then(() => true, () => false);

globalThis.socketscope = { engine, ready, keepOffline };

// Of the page's program nothing is called any more once it has broken down: what it left behind would only break again.
let cut = () => {};
const whileAlive = (exports) => {
  let isAlive = true;
  cut = () => { isAlive = false; };
  const guard = (called) => (...given) => isAlive ? called(...given) : undefined;
  return Object.fromEntries(Object.entries(exports)
    .map(([name, value]) => [name, typeof value === "function" ? guard(value) : value]));
};

// Begins the page's program, or a fresh one where that has broken down: a script whose address has another fragment is run anew.
let module, begun = 0;
async function begin() {
  const loaded = import(begun === 0 ? js : `${js}#${begun}`);
  begun += 1;
  const program = await loaded;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    WebAssembly.instantiate = instantiate;
    const { exports } = await instantiate(module, imports);
    return { module, instance: { exports: whileAlive(exports) } };
  };
  await program.default({ module_or_path: module });
}

watch(engine, ready, () => cut(), begin);

// It fetches the script while the program is being compiled.
engine.postMessage({ js: new URL(js, import.meta.url).href });

// A server that does not know WebAssembly's media type keeps it from being compiled while it comes.
const compile = () => WebAssembly.compileStreaming(fetch(wasm))
  .catch(async () => WebAssembly.compile(await (await fetch(wasm)).arrayBuffer()));

// As the person has set it, or else the browser.
function isGerman() {
  let settings = null;
  try {
    settings = localStorage.getItem("socketscope.settings");
  } catch {
    // Storage is blocked.
  }
  return (/language=(\S+)/.exec(settings)?.[1] ?? navigator.language).startsWith("de");
}

try {
  module = await compile();
  engine.postMessage({ module });
  await begin();
} catch (error) {
  document.body.textContent = document.documentElement.lang === "de"
    ? "Socketscope konnte nicht gestartet werden. Laden Sie die Seite neu; die Konsole sagt mehr."
    : "Socketscope could not be started. Reload the page; the console says more.";
  throw error;
}
