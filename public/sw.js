// The kiosk's service worker: every file of the app, all or nothing, by a list of hashes.
//
// precache.json names each file with its SHA-384. A new version is fetched whole into a cache of its
// own and takes over only when the page, resting on Start, says so. Nothing here touches answers.
const LIST = "/precache.json";
// Put here by the build: another list is another version, and another worker.
const VERSION = "unbuilt";
const PREFIX = "kiosk-";
const NAME = PREFIX + VERSION;
const IGNORED = /^\/(api|office)(\/|$)/;

async function install() {
  const list = await (await fetch(LIST, { cache: "no-store" })).json();
  if (list.version !== VERSION) throw new Error("the server is between two versions");
  const cache = await caches.open(NAME);
  try {
    await Promise.all(list.files.map(async ({ url, sha384 }) => {
      const response = await fetch(url, { cache: "no-cache", integrity: `sha384-${sha384}` });
      if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer(request, url) {
  const path = request.mode === "navigate" ? "/index.html" : url.pathname;
  const kept = await caches.match(path, { cacheName: NAME });
  return kept || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || IGNORED.test(url.pathname)) return;
  event.respondWith(answer(event.request, url));
});
