import { html } from "lit-html";

/** A switch. `shown`: what stands beside it, if that is not for screen readers alone. */
export const onOff = (label, on, change, shown = html`<span class="vh">${label}</span>`) =>
  html`<label class="switch"
    ><input
      type="checkbox"
      role="switch"
      .checked=${on}
      @change=${(event) => change(event.target.checked)}
    />${shown}</label
  >`;
