import { html } from "lit-html";

/** A tick box without a visible label. `some`: neither all nor none. */
export const tick = ({ label, on, some = false, change }) =>
  html`<input
    class="tick"
    type="checkbox"
    aria-label=${label}
    .checked=${on}
    .indeterminate=${some}
    @change=${(event) => change(event.target.checked)}
  />`;
