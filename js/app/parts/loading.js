import { html } from "lit-html";

/** A screen whose data is on its way. */
export const loading = (h1, text) =>
  html`<div class="loading" aria-busy="true">
    <h1 tabindex="-1">${h1}</h1>
    <p class="soft">${text}</p>
  </div>`;

/** A part of a screen whose data is on its way. */
export const loadingPart = (text) => html`<div aria-busy="true"><p class="soft">${text}</p></div>`;
