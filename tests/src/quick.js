// A visitor as quick as the page: presses what a switch user would press, one thing after the other, and
// waits only for the page. Clicks of a script have no place, like those of a key, so none is taken for a
// trembling hand's.
const soon = () => {
  // Not a timer: pages that are not looked at slow those down to one a second.
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => done(port1.close());
    port2.postMessage(0);
  });
};

const until = async (what, look, patience = 20000) => {
  const began = performance.now();
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() - began > patience) {
      throw new Error(`waited for ${what} at ${location.pathname}: ${document.body.innerText.slice(0, 200)}`);
    }
    await soon();
  }
};

const find = (css) => document.querySelector(css);
const act = (name) => find(`[data-act="${name}"]`);
const screen = () => find("[data-screen]")?.dataset.screen;
const press = async (name) => (await until(name, () => act(name))).click();

// Gives the question on screen the answer that comes first to hand.
const answer = async (text) => {
  for (const [offer, count] of [["option-", 1], ["tile-", 2], ["pick-", 1]]) {
    const offered = [...document.querySelectorAll(`#screen [data-act^="${offer}"]`)];
    for (const one of offered.slice(-count)) {
      const name = one.dataset.act;
      one.click();
      await until(`${name} chosen`, () => act(name)?.getAttribute("aria-pressed") === "true");
    }
    if (offered.length) return;
  }
  const paper = act("text-input");
  if (paper) {
    paper.value = text;
    paper.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const begin = async () => {
  await until("the start", () => screen() === "start");
  await press("begin");
  await until("home", () => screen() === "home");
  await press("go-say");
  await press("say-begin");
  await until("a question", () => find("[data-question]"));
};

// Goes on as far as there are questions, or so many of them. Gives the time of the press that saves.
// Before the last press there may be a rest, such as a finger needs.
const answers = async (text, most, rest = 0) => {
  for (let given = 0; given < most; given += 1) {
    const title = await until("a question", () => find("[data-question]"));
    await answer(text);
    const pressed = performance.now();
    await press("next");
    await until("what comes next", () => !title.isConnected);
    const next = await until("what comes next", () => find("[data-question]") || act("say-send") || find('[data-screen="thanks"]') || find(".say h1"));
    if (next.matches("[data-question]")) continue;
    if (!act("say-send")) return pressed;
    if (rest) await new Promise((done) => setTimeout(done, rest));
    const sent = performance.now();
    act("say-send").click();
    return sent;
  }
  return null;
};

// Start to thanks. Gives the milliseconds from the last press to the thanks, or -1 when there were none.
const thanked = async (text) => {
  await begin();
  return save(await answers(text, 60));
};

const save = async (pressed) => {
  // Watched, not polled: what is measured here must not wait behind the looking.
  const ended = () => screen() === "thanks" || act("try-again");
  const watch = new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (ended()) done(observer.disconnect());
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    if (ended()) done(observer.disconnect());
  });
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("neither thanks nor trouble")), 20000));
  await Promise.race([watch, late]);
  return screen() === "thanks" ? performance.now() - pressed : -1;
};

const leave = async () => {
  await press("finish");
  await until("the start", () => screen() === "start");
};

// As a person does it, who needs a third of a second from one press to the next. Gives the milliseconds from
// the last press until the answers were on the disk, and until there were thanks.
let durable = 0;
const watchSaving = () => {
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
    const transaction = begin.call(this, stores, mode, ...more);
    if (mode === "readwrite" && [stores].flat().includes("responses")) {
      transaction.addEventListener("complete", () => (durable = performance.now()));
    }
    return transaction;
  };
  return () => (IDBDatabase.prototype.transaction = begin);
};

const timed = async (text) => {
  const unwatch = watchSaving();
  try {
    await begin();
    const pressed = await answers(text, 60, 333);
    const thanks = await save(pressed);
    if (thanks < 0) throw new Error("no thanks");
    const kept = durable - pressed;
    await leave();
    return [kept, thanks];
  } finally {
    unwatch();
  }
};

// From thanks, or from wherever answers begin, to the next visitor's start.
const says = async (text) => {
  const took = await thanked(text);
  if (took >= 0) await leave();
  return took;
};
