import { html } from "lit-html";

/** A cell's text as it stands in the file; a code in bold with its meaning beside it. */
export function value(cell, /** @type {Drawn} */ marks = "") {
  const { value: text = "", short, meaning } = cell;
  const label = short || meaning;
  if (!text)
    return marks || cell.wrong ? html`<span class="nowrap"><span class="code">blank</span> ${marks}</span>` : "";
  if (!label) return html`${marks || cell.wrong ? html`<span class="code">${text}</span>` : text} ${marks}`;
  return html`<span class="nowrap"><span class="code">${text}</span> ${marks}</span>
    <span class="mean" title=${meaning || label}>${label}</span>`;
}

/** The same in a sentence: "K2 children's home". */
export const inWords = ({ value: text, short, meaning }) =>
  text
    ? html`<strong>${text}</strong>${short || meaning ? html` <span class="mean">${short || meaning}</span>` : ""}`
    : html`<strong>blank</strong>`;
