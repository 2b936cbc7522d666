// Responses as the app itself keeps them (src/storage/outbox.rs), made from one that it made: other ids,
// other numbers, other words, their own hashes. Written in one strict transaction.
const database = () =>
  new Promise((done, fail) => {
    const request = indexedDB.open("popup-museum");
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
const asked = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
const ended = (transaction) =>
  new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = () => fail(transaction.error);
  });
const sha256 = async (text) => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
const letters = (n) => {
  let out = "";
  for (let at = 0; at < 4; at += 1, n = Math.floor(n / 26)) out = String.fromCharCode(97 + (n % 26)) + out;
  return out;
};

// Makes so many more of the newest response, whose free text is `words`, numbered on from it.
const seed = async (count, words, waiting) => {
  const db = await database();
  const reading = db.transaction(["responses", "counters"]);
  const responses = await asked(reading.objectStore("responses").getAll(null, 10));
  const [key] = await asked(reading.objectStore("counters").getAllKeys());
  const counter = JSON.parse(await asked(reading.objectStore("counters").get(key)));
  const model = JSON.parse(responses.find((text) => text.includes(words)));
  const event = model.envelope.event;
  const made = [];
  for (let nth = 0; nth < count; nth += 1) {
    const seq = counter.next_seq + nth;
    const body = model.body.replace(words, `many words ${letters(seq)}`);
    const envelope = { ...model.envelope, id: crypto.randomUUID(), seq, sha256: await sha256(body) };
    made.push({ envelope, body });
  }
  const writing = db.transaction(["responses", "ids", "outbox", "counters"], "readwrite", { durability: "strict" });
  const end = ended(writing);
  for (const { envelope, body } of made) {
    const number = `${event}/${String(envelope.seq).padStart(12, "0")}`;
    const row = { id: envelope.id, event, seq: envelope.seq, sha256: envelope.sha256, bytes: body.length, place: "waiting" };
    writing.objectStore("responses").put(JSON.stringify({ envelope, body }), number);
    writing.objectStore("ids").put(String(envelope.seq), envelope.id);
    if (waiting) writing.objectStore("outbox").put(JSON.stringify(row), `w/${number}`);
  }
  counter.next_seq += count;
  if (!waiting) counter.confirmed += count;
  writing.objectStore("counters").put(JSON.stringify(counter), key);
  await end;
  db.close();
  return count;
};

// The same data in a database of the first version: the stores it had, and no others.
const first_version = async () => {
  const stores = ["settings", "drafts", "responses", "ids", "outbox", "counters", "attachments", "packs", "media"];
  const db = await database();
  const kept = {};
  const version = db.version;
  for (const name of stores) {
    const store = db.transaction(name).objectStore(name);
    kept[name] = [await asked(store.getAllKeys()), await asked(store.getAll())];
  }
  db.close();
  await asked(indexedDB.deleteDatabase("popup-museum"));
  const request = indexedDB.open("popup-museum", 1);
  request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name));
  const old = await asked(request);
  const writing = old.transaction(stores, "readwrite");
  const end = ended(writing);
  for (const name of stores) kept[name][0].forEach((key, at) => writing.objectStore(name).put(kept[name][1][at], key));
  await end;
  old.close();
  return version;
};
