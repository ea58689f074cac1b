// A table whose head stays in view can't scroll sideways by itself: one that is wider than its place does that instead.
export function fit() {
  for (const place of document.querySelectorAll(".scroll.fits")) {
    place.classList.toggle(
      "too-wide",
      /** @type {HTMLElement} */ (place.firstElementChild).offsetWidth > place.clientWidth,
    );
  }
}
