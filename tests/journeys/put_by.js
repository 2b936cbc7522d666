// Before the app: the page is left, as browsers tell it, at a moment that no hand would hit: while a transaction over
// some store is on its way to the disk.
{
  const commit = IDBTransaction.prototype.commit;
  const remove = IDBObjectStore.prototype.delete;
  const removing = new WeakSet();
  IDBObjectStore.prototype.delete = function (...given) {
    removing.add(this.transaction);
    return remove.apply(this, given);
  };
  let awaited = null;
  IDBTransaction.prototype.commit = function () {
    const writes = awaited && this.mode === "readwrite" && this.objectStoreNames.contains(awaited.store);
    const met = writes && (removing.has(this) || !awaited.removes) ? awaited : null;
    if (!met) return commit.call(this);
    awaited = null;
    return met.then(this, () => commit.call(this));
  };
  // What the app has begun goes on until it waits for the browser.
  const settled = async () => {
    for (let n = 0; n < 100; n += 1) await null;
  };
  const putBy = () => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  const noted = (beginning) => Object.entries(localStorage).filter(([key]) => key.startsWith(beginning)).map(([, text]) => text);
  const aboutToBeLeft = () => dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const press = (act) => document.querySelector(`[data-act="${act}"]`).click();
  const parting = () => noted("popup-museum.parting.");
  const write = (paper, text) => {
    paper.value = text;
    paper.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // What was written among the drafts.
  const put = IDBObjectStore.prototype.put;
  let drafts = [];
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "drafts") drafts.push(String(given[0]));
    return put.apply(this, given);
  };
  globalThis.journey = {
    // Writes one text and then another, which comes while the first is on its way; then the page is put by. Gives
    // what it has noted once the app knows that the first is on the disk.
    written: (paper, first, second) => new Promise((done) => {
      const then = (transaction, commit) => {
        transaction.addEventListener("complete", () => settled().then(() => done(parting())));
        commit();
        write(paper, second);
        settled().then(putBy);
      };
      awaited = { store: "drafts", then };
      write(paper, first);
    }),
    // Writes, and the page is about to be left before anything can have come to the disk; it stays, and more is
    // written. Gives what is noted each time.
    aboutToBeLeft: async (paper, first, second) => {
      write(paper, first);
      await settled();
      aboutToBeLeft();
      const before = parting();
      write(paper, second);
      await settled();
      return [before, parting()];
    },
    // The same, but what was written is erased, and whoever wrote it goes to Start, all before the disk is so far.
    erases: async (paper, text) => {
      write(paper, text);
      await settled();
      aboutToBeLeft();
      write(paper, "");
      for (const act of ["home", "back"]) {
        await settled();
        press(act);
      }
    },
    // Writes letter by letter, faster than any disk. Gives how often something of it went there until all has.
    letters: async (paper, text) => {
      drafts = [];
      for (let n = 1; n <= text.length; n += 1) {
        write(paper, text.slice(0, n));
        await settled();
      }
      const beginning = `"text":"${text.slice(0, 1)}`;
      const written = () => drafts.filter((draft) => draft.includes(beginning));
      while (!written().some((draft) => draft.includes(text))) await new Promise((done) => setTimeout(done, 20));
      return written().length;
    },
    // Presses what deletes a draft, and while that is on its way to the disk what goes back, and writes there.
    // Gives whether there was paper.
    meanwhile: (deletes, back, paper, text) => new Promise((done) => {
      const then = (transaction, commit) => {
        commit();
        press(back);
        settled().then(() => {
          const found = document.querySelector(`[data-act="${paper}"]`);
          if (found) write(found, text);
          done(found !== null);
        });
      };
      awaited = { store: "drafts", removes: true, then };
      press(deletes);
    }),
    noted: parting,
    // The page is put by before what goes to `store` next is written.
    putByBefore: (store) => {
      const then = (transaction, commit) => {
        putBy();
        document.documentElement.dataset.journey = "put by";
        try {
          commit();
        } catch {
          // The app has taken it back.
        }
      };
      awaited = { store, then };
    },
    notices: () => noted("popup-museum.notices"),
  };
}
