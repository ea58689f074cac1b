// Where the focus goes within a screen; coming to another one is scroll-restore.js's.

/** After the drawing under way: what was changed just now is on the screen. */
export const afterDrawing = (act) => setTimeout(act);

/** To another spot of the same screen. Links to it are no hash links: the hash is the address of the screen. */
export function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  if (target.tabIndex < 0) target.setAttribute("tabindex", "-1"); // a field or button keeps its place for Tab
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

/** The same for what is about to be drawn. */
export const goSoon = (id) => afterDrawing(() => goTo(id));

/** A click handler that goes there. */
export const jump = (id) => (event) => {
  event.preventDefault();
  event.stopPropagation();
  goTo(id);
};

/** Focus an element as soon as it is drawn: what it shows may still be on its way, or be there already. */
export function focusWhenDrawn(selector) {
  const focus = () => {
    const target = document.querySelector(selector);
    target?.focus();
    return Boolean(target);
  };
  const drawn = new MutationObserver(() => {
    if (focus()) drawn.disconnect();
  });
  drawn.observe(document.getElementById("screen"), { childList: true, subtree: true });
  afterDrawing(() => focus() && drawn.disconnect()); // which may change nothing
  setTimeout(() => drawn.disconnect(), 5000);
}
