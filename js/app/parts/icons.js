import { html } from "lit-html";

export const wrongIcon = html`<svg class="ico ico-wrong" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zm1 12.5H7v-2h2zm0-3.3H7V3.5h2z" />
</svg>`;
export const goodIcon = html`<svg class="ico" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M10 0a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.4 14.6 3.9 10l1.8-1.8 2.7 2.8 5.9-5.9 1.8 1.8z" />
</svg>`;
export const waitIcon = html`<svg class="ico ico-wait" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="10" r="8" fill="none" stroke-width="3" />
  <path d="M10 2a8 8 0 0 1 8 8" fill="none" stroke-width="3" />
</svg>`;
export const dropIcon = html`<svg class="big" viewBox="0 0 34 34" aria-hidden="true">
  <path d="M17 23V4M10 11l7-7 7 7M3 21v9h28v-9" />
</svg>`;
