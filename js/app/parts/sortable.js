import { html } from "lit-html";
import { same } from "../router.js";

/** A column's head that sorts: pressed again it turns round. `first` is "-" for columns that begin with the most. */
export function sortable(route, go, name, text, { css = "", first = "", fallback = "" } = {}) {
  const sort = route.show.sort || fallback;
  const on = sort.replace(/^-/, "") === name;
  const down = sort.startsWith("-");
  const next = on ? (down ? name : "-" + name) : first + name;
  return html`<th scope="col" class=${css} aria-sort=${on ? (down ? "descending" : "ascending") : "none"}>
    <button type="button" class="sort" @click=${() => go(same(route, { sort: next, page: "" }))}>
      ${text}<span class="dir" aria-hidden="true">${on ? (down ? "▼" : "▲") : ""}</span>
    </button>
  </th>`;
}
