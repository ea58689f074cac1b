// Links to another spot of the same screen. They are not hash links: the hash is the address of the screen.
export function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  if (target.tabIndex < 0) target.setAttribute("tabindex", "-1"); // a field or button keeps its place for Tab
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

/** A click handler that moves focus there. */
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
  setTimeout(() => focus() && drawn.disconnect()); // after the drawing under way, which may change nothing
  setTimeout(() => drawn.disconnect(), 5000);
}
