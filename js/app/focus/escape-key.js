// Escape leaves an open form or closes what was unfolded, even while the focus is still on the button that opened it.

/**
 * Sends `leave` to what is marked `data-escape` that the focus is in; from outside any field, to the last one on the
 * page.
 */
export function leaveWithEscape() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const target = /** @type {Element} */ (event.target);
    const inOtherField = target.matches("input:not(.tick, [type=radio]), select, textarea");
    const form =
      target.closest("[data-escape]") ?? (inOtherField ? null : [...document.querySelectorAll("[data-escape]")].at(-1));
    form?.dispatchEvent(new Event("leave"));
  });
}
