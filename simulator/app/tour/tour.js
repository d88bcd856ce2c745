// The tour: points at five parts of the page, one after another. It changes nothing.
const SEEN = "safe-havens-tour"; // stays in this browser; where it may keep nothing, every visit is the first
const PARTS = {
  asked: () => document.querySelector(".st-key-asked"),
  sentence: () => globalThis.safeHavens?.state?.find(".sentence"),
  levers: () => globalThis.safeHavens?.state?.find(".levers"),
  world: () => globalThis.safeHavens?.state?.find(".panes"),
  take: () => globalThis.safeHavens?.state?.find(".under"),
};

const tour = (globalThis.safeHavensTour ??= { at: -1, told: null, root: null });
const find = (selector) => tour.root.querySelector(selector);

function go(place) {
  const { steps, buttons } = tour.told, open = place >= 0 && place < steps.length, before = tour.at;
  tour.at = open ? place : -1;
  find(".ring").togglePopover(open);
  find(".step").togglePopover(open);
  if (!open) {
    name();
    find("[data-begin]").focus();
    return;
  }
  const [part, title, text] = steps[place];
  find("h2").textContent = title;
  find("p").textContent = text;
  find("span").textContent = buttons.of.replace("{n}", place + 1).replace("{all}", steps.length);
  find("[data-back]").disabled = place === 0;
  find("[data-next]").disabled = place === steps.length - 1;
  PARTS[part]()?.scrollIntoView({ block: "nearest" });
  if (before < 0) stand();
  find(".step").focus();
}

/** 1 where lines run from left to right, else -1. */
const ahead = () => (document.documentElement.dir === "rtl" ? -1 : 1);

/** Ring and card where the part is now, as long as the tour is open: the page is still being drawn, or is scrolled. */
function stand() {
  if (tour.at < 0 || !tour.root.isConnected) return;
  requestAnimationFrame(stand);
  const part = PARTS[tour.told.steps[tour.at][0]]();
  const box = part ? part.getBoundingClientRect() : new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
  const ring = find(".ring").style, card = find(".step"), gap = 10;
  Object.assign(ring, { left: `${box.left - 6}px`, top: `${box.top - 6}px`, width: `${box.width + 12}px`, height: `${box.height + 12}px` });
  const { offsetWidth: width, offsetHeight: height } = card;
  const after = ahead() > 0 ? box.right + gap : box.left - gap - width; // where the eye goes next
  const beside = after > gap && after + width < innerWidth && box.height > height;
  const below = box.bottom + gap + height < innerHeight;
  const first = ahead() > 0 ? box.left : box.right - width;
  const left = beside ? after : Math.max(gap, Math.min(first, innerWidth - width - gap));
  const top = beside ? box.top : below ? box.bottom + gap : Math.max(gap, Math.min(box.top - height - gap, innerHeight - height - gap));
  Object.assign(card.style, { left: `${left}px`, top: `${top}px` });
}

function name() {
  const button = find("[data-begin]"), first = !stored("localStorage", SEEN);
  button.textContent = first && innerWidth > 640 ? tour.told.buttons.first : tour.told.buttons.again; // a phone's head is short
  button.classList.toggle("first", first);
}

function begin() {
  stored("localStorage", SEEN, "1");
  go(0);
}

function onKey(event) {
  const does = { Escape: -1, ArrowRight: tour.at + ahead(), ArrowLeft: tour.at - ahead() }[event.key];
  if (does === undefined) return;
  event.stopPropagation();
  if (event.key === "Escape" || tour.told.steps[does]) go(does);
}

function update({ data, parentElement: root }) {
  const fresh = tour.root !== root;
  Object.assign(tour, { root, told: JSON.parse(data.told) });
  if (fresh) {
    tour.at = -1;
    find("[data-begin]").addEventListener("click", begin);
    find("[data-back]").addEventListener("click", () => go(tour.at - 1));
    find("[data-next]").addEventListener("click", () => go(tour.at + 1));
    find("[data-close]").addEventListener("click", () => go(-1));
    find(".step").addEventListener("keydown", onKey);
  }
  for (const key of ["back", "next", "close"]) find(`[data-${key}]`).textContent = tour.told.buttons[key];
  name();
}
