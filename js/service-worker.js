// On the hosted site only: keeps the site's own files, so that the page opens with the network off. The build fills in
// what they are (SITE).
const NAME = `check903-${SITE.build}`;
const FOLDER = new URL("./", location.href).pathname;
let handOvers = 0;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("fetch", (event) => event.respondWith(serve(event.request)));
worker.addEventListener("message", ({ data }) => {
  if (data === "take this page") worker.clients.claim();
  if (data === "take over") worker.skipWaiting();
});

/** Each file must be the one of this build, whatever a cache on the way holds. */
async function keepAll() {
  const cache = await caches.open(NAME);
  await cache.addAll(
    Object.entries(SITE.files).map(([address, integrity]) => new Request(address, { cache: "no-cache", integrity })),
  );
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("check903-") && name !== NAME).map((name) => caches.delete(name)),
  );
}

/** From what is kept, so that all files are of one build. */
async function serve(request) {
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return Response.error();
  const name = pathname.slice(FOLDER.length).replace(/^(index\.html)?$/, "./");
  const isPage = request.mode === "navigate" && name === "./";
  if (isPage && (await handOver()))
    return new Response('<link rel="icon" href="data:,">', { headers: { "Content-Type": "text/html", Refresh: "1" } });
  return (await kept(name)) ?? fetch(request);
}

/**
 * A file as the build made it; undefined if it isn't kept, or no longer is what it was: other pages of this origin can
 * write here too.
 */
async function kept(name) {
  const found =
    Object.hasOwn(SITE.files, name) && (await (await caches.open(NAME)).match(name, { ignoreSearch: true }));
  if (!found) return undefined;
  const bytes = await found.arrayBuffer();
  const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
  return SITE.files[name] === `sha256-${hash}`
    ? new Response(bytes, { status: 200, headers: found.headers })
    : undefined;
}

/**
 * A newer build waits until no page of this one is open; a reload of the only page is such a moment, which browsers
 * don't see by themselves.
 * It takes over once this worker has nothing to answer: hence the second before the page asks again, and an end to
 * asking.
 */
async function handOver() {
  const { waiting } = worker.registration;
  if (!waiting || handOvers === 5 || (await worker.clients.matchAll()).length > 1) return false;
  handOvers += 1;
  waiting.postMessage("take over");
  return true;
}
