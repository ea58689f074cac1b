// A table whose head stays in view can't scroll sideways by itself: one that is wider than its place does that instead,
// or, where it has them, is drawn as cards (css/rule.css).
export function fit() {
  const top = scrollY;
  for (const place of document.querySelectorAll(".scroll.fits")) {
    place.classList.remove("too-wide"); // cards are never too wide: the table is measured
    place.classList.toggle(
      "too-wide",
      /** @type {HTMLElement} */ (place.firstElementChild).offsetWidth > place.clientWidth,
    );
  }
  if (scrollY !== top) scrollTo(0, top); // the page was shorter for a moment
}
