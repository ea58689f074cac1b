// On the hosted site only: keeps the site's own files, so that the page opens with the network off. The build fills in what they are.
/* global SITE */
const NAME = `check903-${SITE.build}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOlder());
});

self.addEventListener("fetch", (event) => {
  event.respondWith(serve(event.request));
});

/** Each file must be the one of this build, whatever a cache on the way holds. */
async function keepAll() {
  const cache = await caches.open(NAME);
  await cache.addAll(Object.entries(SITE.files).map(([address, integrity]) => new Request(address, { cache: "no-cache", integrity })));
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("check903-") && name !== NAME).map((name) => caches.delete(name)));
}

async function serve(request) {
  if (new URL(request.url).origin !== location.origin) return Response.error();
  const cache = await caches.open(NAME);
  const page = request.mode === "navigate" && /\/(index\.html)?$/.test(new URL(request.url).pathname);
  const kept = await cache.match(page ? "./" : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
