// Coming to a new screen: its heading gets the focus and the page starts at the top; Back returns to where one was.
const places = new Map(); // address -> how far down it was scrolled
let coming = null;
let address = location.hash;

history.scrollRestoration = "manual";
// The hash has changed by the time we hear of it, so how far down the screen was is noted as it scrolls.
addEventListener(
  "scroll",
  () => {
    if (!coming) places.set(address, scrollY);
  },
  { passive: true },
);

// Whoever has gone on already is not brought back to the top.
for (const act of ["pointerdown", "keydown", "wheel"])
  addEventListener(
    act,
    () => {
      coming = null;
    },
    { capture: true, passive: true },
  );

export function leave() {
  address = location.hash;
}

export function arrive(first = false, back = false) {
  const top = back ? (places.get(location.hash) ?? 0) : 0;
  coming = { focus: !first, top, from: document.activeElement };
}

/** The heading that one comes to: the one that the address asks for (`to`, an id), else the screen's first. */
function headingOf() {
  const to = new URLSearchParams(location.hash.split("?")[1]).get("to");
  const part = to ? document.getElementById(to) : null;
  part?.setAttribute("tabindex", "-1");
  return to ? part : /** @type {HTMLElement | null} */ (document.querySelector("#screen h1"));
}

/** Whether somebody writes or chooses elsewhere by now, in the header for instance: they keep the focus. */
function hasGoneOn(from) {
  const now = document.activeElement;
  return now !== from && now?.matches("input, select, textarea") === true;
}

/** After a drawing: once the screen has its data, move focus and scroll. */
export function settle() {
  if (!coming) return;
  const heading = headingOf();
  if (!heading || document.querySelector("#screen [aria-busy=true]")) return;
  const { focus, top, from } = coming;
  coming = null;
  if (hasGoneOn(from)) return;
  if (focus) heading.focus({ preventScroll: true });
  if (heading.tagName === "H1" || top) scrollTo(0, top);
  else heading.scrollIntoView({ block: "start" });
}
