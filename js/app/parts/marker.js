import { html } from "lit-html";

/** The number of an error of a child: the same in the list, on the time line and beside the row. */
export const marker = (n) => html`<span class="mk"><span class="vh">error </span>${n}</span>`;
