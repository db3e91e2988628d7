// Keeps the page's own files for a time without a network. What the network has always comes first, so nobody sees an
// old page while there is a new one. Nothing else of this origin is touched; WebSockets never pass through here.
const { scope } = registration;

// Another copy of the page may lie in another folder of this origin.
const CACHE = `socketscope ${scope}`;

// The page itself, or a file that a page can be made of. The lab's endpoints have no ending.
const isOurs = ({ method, mode, url }) => {
  if (method !== "GET" || !url.startsWith(scope)) return false;
  const { pathname } = new URL(url);
  return mode === "navigate" ? pathname === new URL(scope).pathname : /\.(js|css|wasm|svg|png|webmanifest)$/.test(pathname);
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(keepAll().finally(() => clients.claim())));
addEventListener("fetch", (event) => {
  if (isOurs(event.request)) event.respondWith(answer(event));
});

async function answer(event) {
  const { request } = event;
  const isPage = request.mode === "navigate";
  try {
    const response = await fetch(request);
    if (isPage && response.ok) event.waitUntil(keepIfNew(response.clone()));
    // A file of the page that was kept may be gone from the server by now, and a server that fails has none. But what it
    // says of the page itself, such as that one must log in, is for the person.
    const isUseless = isPage ? response.status >= 500 : !response.ok && response.type !== "opaqueredirect";
    return (isUseless && await kept(request)) || response;
  } catch (error) {
    const found = await kept(request);
    if (found) return found;
    throw error;
  }
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request.mode === "navigate" ? scope : request);
}

async function keepIfNew(page) {
  const before = await (await caches.open(CACHE)).match(scope);
  if (before === undefined || await page.text() !== await before.text()) await keepAll();
}

// Keeps the page and every file that it names, all of one build, and lets go of the others.
async function keepAll() {
  const cache = await caches.open(CACHE);
  const page = await fetch(scope, { cache: "no-cache" });
  if (!page.ok || page.redirected) throw new Error("The server has no page to keep now.");
  const text = await page.clone().text();
  const named = [...text.matchAll(/(?:href|src|data-js|data-wasm)="([^"]+)"/g)].map(([, name]) => name);
  // The names of some files hold no hash: the browser may still have those of another build.
  const files = new Set([...named, "engine.js", "crash.js", "icon-open.svg", "icon-unread.svg"].map((name) => new URL(name, scope).href));
  await cache.addAll([...files].map((url) => new Request(url, { cache: "no-cache" })));
  await cache.put(scope, page);
  for (const { url } of await cache.keys()) {
    if (url !== scope && !files.has(url)) await cache.delete(url);
  }
}
