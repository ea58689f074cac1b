import { html } from "lit-html";

/**
 * The number of an error of a child: the same in the list, on the time line and beside the row. Hollow where it is not
 * due yet.
 */
export const marker = (n, later = false) =>
  html`<span class="mk ${later ? "mk-later" : ""}"><span class="vh">error </span>${n}</span>`;
