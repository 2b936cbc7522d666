// Before the app: a clock that can jump, and a hand on the connections to the database.
{
  const RealDate = Date;
  let offset = 0;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length) super(...given);
      else super(RealDate.now() + offset);
    }
    static now() {
      return RealDate.now() + offset;
    }
  };
  const open = IDBFactory.prototype.open;
  const connections = new Set();
  let shut = false;
  let hangs = false;
  const deaf = ["onsuccess", "onerror", "onblocked", "onupgradeneeded"];
  IDBFactory.prototype.open = function (...given) {
    if (shut) throw new DOMException("shut by the journey", "UnknownError");
    if (hangs) {
      const request = open.call(this, "journey-aside");
      for (const name of deaf) Object.defineProperty(request, name, { set() {} });
      return request;
    }
    const request = open.apply(this, given);
    request.addEventListener("success", () => connections.add(request.result));
    return request;
  };
  const close = () => {
    const count = connections.size;
    for (const connection of connections) connection.close();
    connections.clear();
    return count;
  };
  globalThis.journey = {
    clock: (milliseconds) => { offset = milliseconds; },
    // By the page's own clock: a driver's script may have another.
    year: () => new Date().getFullYear(),
    close,
    // For as long as this page lives.
    shut: () => { shut = true; return close(); },
    // The same, but whoever asks hears nothing at all.
    hang: () => { hangs = true; return close(); },
  };
}
