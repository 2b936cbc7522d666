// Starts the app, and looks after the service worker. External, because the page's policy allows no
// inline script; plain, because it must still speak when nothing else can.
const root = document.documentElement;
const me = document.querySelector("script[data-wasm]");

const mark = (name, value) => root.setAttribute(`data-${name}`, value);
const follow = (query, name) => {
  const media = matchMedia(query);
  const show = () => mark(name, String(media.matches));
  media.addEventListener("change", show);
  show();
};
follow("(prefers-reduced-motion: reduce)", "still");
follow("(display-mode: standalone), (display-mode: fullscreen)", "installed");

const say = (text) => {
  const words = document.createElement("p");
  words.className = "no-script";
  words.textContent = text;
  document.body.append(words);
};

// A program that has failed within itself does nothing any more. What was answered is on disk, so the
// page is loaded once more, to the same place. The window's name outlives that, and no tab else sees it.
const failed = (error) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  mark("trouble", String(error));
  if (window.name === "again") {
    say("The museum has stopped. Please load the page again, or ask a member of staff.");
    return;
  }
  window.name = "again";
  location.reload();
};
addEventListener("error", (event) => failed(event.error));
addEventListener("unhandledrejection", (event) => failed(event.reason));
setTimeout(() => {
  window.name = "";
}, 60_000);

// A page that a browser had put by and brings back may hold answers that were kept meanwhile.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

import(me.dataset.js)
  .then((app) => app.default({ module_or_path: fetch(me.dataset.wasm) }))
  .catch((error) => {
    mark("trouble", String(error));
    say("This tablet could not start the museum. Please load the page again, or ask a member of staff.");
  });

// A newer version waits until the Start screen is at rest: never under a visitor's hands.
let resting = false;
let replaced = false;
let worker;
const takeOver = () => {
  if (resting && replaced) location.reload();
  else if (resting && worker?.waiting) worker.waiting.postMessage("take-over");
};
document.addEventListener("kiosk-rest", () => {
  resting = true;
  takeOver();
});
document.addEventListener("kiosk-busy", () => {
  resting = false;
});

if ("serviceWorker" in navigator) {
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker takes the page as it is; a later one brings other files: load them together. Somebody
    // may have begun meanwhile, or another window may have let it in: then when they have gone.
    replaced = controlled;
    controlled = true;
    takeOver();
  });
  navigator.serviceWorker
    .register("/sw.js", { updateViaCache: "none" })
    .then((registration) => {
      worker = registration;
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", takeOver);
      });
      takeOver();
      setInterval(() => registration.update().catch(() => {}), 15 * 60 * 1000);
    })
    .catch((error) => mark("worker-trouble", String(error)));
  navigator.serviceWorker.ready.then(() => mark("worker", "true"));
}
// Asked for, never waited for: in some browsers the answer never comes.
navigator.storage?.persist?.().then((kept) => mark("persisted", String(kept)), () => {});
