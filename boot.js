// Starts the program twice, under the page's strict policy: in a worker as the engine, and here as the page. It is one
// program, fetched and compiled once, because half of it is needed on both sides.
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
globalThis.socketscope = { engine, ready };

// A server that does not know WebAssembly's media type keeps it from being compiled while it comes.
const compile = () => WebAssembly.compileStreaming(fetch(wasm))
  .catch(async () => WebAssembly.compile(await (await fetch(wasm)).arrayBuffer()));

try {
  const loaded = import(js);
  const module = await compile();
  engine.postMessage({ js: new URL(js, import.meta.url).href, module });
  await (await loaded).default({ module_or_path: module });
} catch (error) {
  document.body.textContent = "Socketscope could not be started. Reload the page; the console says more.";
  throw error;
}
