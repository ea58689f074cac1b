import { html } from "lit-html";

/** A box in which words are typed to find something; `find` hears of each letter (debounced-input.js). */
export const findBox = (id, label, value, find) =>
  html`<label class="govuk-label" for=${id}>${label}</label
    ><input
      class="govuk-input"
      id=${id}
      type="search"
      maxlength="500"
      autocomplete="off"
      .value=${value ?? ""}
      @input=${find}
    />`;
