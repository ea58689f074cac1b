import { html } from "lit-html";

/** A bar of a share of the longest. Its number stands beside it, so it says nothing to a screen reader. */
export const bar = (share, css = "") => html`<svg class="bar" aria-hidden="true"><rect class=${css} width="${(100 * Math.max(share, 0)).toFixed(1)}%" height="100%"/></svg>`;

/** One bar of several parts: [{share, css}], described by `label`. */
export function stack(parts, label) {
  let x = 0;
  const placed = parts.map((part) => {
    const at = x;
    x += part.share;
    return { ...part, at };
  });
  const pc = (share) => `${(100 * share).toFixed(2)}%`;
  return html`<svg class="stack" role="img" aria-label=${label}>${placed.map(({ share, css, at }) => html`<svg x=${pc(at)} width=${pc(share)} height="100%"><rect class=${css} width="100%" height="100%"/>${at ? html`<rect class="gap" width="2" height="100%"/>` : ""}</svg>`)}</svg>`;
}
