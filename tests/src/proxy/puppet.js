// Does what the journey says, one order after the other, and says what it saw.
const visible = (find) =>
  [...document.querySelectorAll(find)].find((element) => element.getClientRects().length > 0);

const deeds = {
  exists: (order) => Boolean(visible(order.find)),
  press: (order) => {
    const element = visible(order.find);
    element?.click();
    return Boolean(element);
  },
  attribute: (order) => document.querySelector(order.find)?.getAttribute(order.name) ?? null,
  type: (order) => {
    const element = visible(order.find);
    if (!element) return false;
    element.focus();
    element.value = order.text;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  },
};

const post = (path, body) =>
  fetch(path, { method: "POST", body: JSON.stringify(body), cache: "no-store" });

const listen = async () => {
  for (;;) {
    try {
      const order = await (await post("/journey-next", null)).json();
      if (order) await post("/journey-said", deeds[order.do](order));
    } catch {
      // The network of the journey is down for a while.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
};
listen();
