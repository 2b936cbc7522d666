// Before the app: stops the page at a step of saving or sending, for as long as it lives. The page then waits
// for a call that nobody answers, in the middle of what it does, and can be killed there.
{
  let counting = false;
  let waits = null;
  let at = Infinity;
  let names = [];
  let running = 0;
  let pressed = null;
  const hold = () => {
    const call = new XMLHttpRequest();
    call.open("GET", "/journey-hold", false);
    try {
      call.send();
    } catch {
      // The browser is going.
    }
  };
  const step = (name) => {
    if (!counting) return;
    names.push(name);
    document.documentElement.dataset.journey = names.join(" ");
    if (names.length === at) hold();
  };
  // Transactions in which responses are saved or sent. A draft's own may come between at any time.
  const steps = new WeakSet();
  const before = (owner, method, name, of) => {
    const real = owner[method];
    owner[method] = function (...given) {
      if (steps.has(of(this))) step(name);
      return real.apply(this, given);
    };
  };
  before(IDBObjectStore.prototype, "put", "write", (store) => store.transaction);
  before(IDBObjectStore.prototype, "delete", "remove", (store) => store.transaction);
  before(IDBTransaction.prototype, "commit", "commit", (transaction) => transaction);
  const ended = () => {
    running -= 1;
    if (running === 0 && pressed) setTimeout((button) => button.click(), 0, pressed);
  };
  // A sealed draft is made in several calls, each begun by the end of the one before.
  for (const name of ["generateKey", "exportKey", "importKey", "deriveBits", "encrypt"]) {
    const real = SubtleCrypto.prototype[name];
    SubtleCrypto.prototype[name] = function (...given) {
      running += 1;
      const made = real.apply(this, given);
      const over = () => setTimeout(ended, 0);
      made.then(over, over);
      return made;
    };
  }
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    if (given[1] === "readwrite") {
      running += 1;
      made.addEventListener("complete", ended);
      made.addEventListener("abort", ended);
    }
    // One that began earlier is somebody else's.
    if (given[1] === "readwrite" && counting && [given[0]].flat().includes("responses")) {
      steps.add(made);
      step("begin");
      // Before the app hears of it.
      made.addEventListener("complete", () => step("complete"));
    }
    return made;
  };
  const real = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    const sends = String(given[0]?.url ?? given[0]).endsWith("/responses");
    if (sends && waits === "send") counting = true;
    if (sends) step("call");
    const reply = await real(...given);
    if (sends) step("reply");
    return reply;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-act=say-send]");
    if (waits !== "save" || !button) return;
    // No finger is as quick as a script: the last answer's own autosave comes first.
    pressed = running === 0 ? null : button;
    if (pressed) event.stopImmediatePropagation();
    else counting = true;
  }, true);
  globalThis.journey = {
    // Counts from the press that saves, or the call that sends, and stops at that step.
    arm: (what, number) => {
      [counting, waits, at, names] = [false, what, number ?? Infinity, []];
    },
    names: () => names,
  };
}
