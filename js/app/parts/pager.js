import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { same } from "../router.js";
import { number } from "../format.js";

const SIZES = [25, 50, 200];

/** Rows to a page where none were chosen: fewer where each is a card. */
const usual = () => (matchMedia("(max-width: 640px)").matches ? 25 : 50);

/** Which page and how many rows the address asks for. */
export function paging(route) {
  const size = SIZES.includes(Number(route.show.size)) ? Number(route.show.size) : usual();
  const page = Math.max(0, Math.floor(Number(route.show.page) || 1) - 1);
  return { page, size };
}

/** The page of each table of a screen that has several: {Episodes: 2}. */
export const pagesOfTables = (route) =>
  Object.fromEntries(
    Object.entries(route.show)
      .filter(([key]) => key.startsWith("page-"))
      .map(([key, page]) => [key.slice(5), Math.max(0, Math.floor(Number(page) || 1) - 1)]),
  );

/** Below a table: "51 to 100 of 1,846", previous and next, rows to a page. `key` of the address holds the page. */
export function pager(route, { page, size }, total, go, what = "rows", key = "page") {
  const pages = Math.max(1, Math.ceil(total / size));
  const first = Math.min(page * size + 1, total);
  const last = Math.min((page + 1) * size, total);
  const step = (to, text) =>
    html`<a
      href=${same(route, { [key]: to === 0 ? "" : to + 1 })}
      @click=${() => announce(`Page ${to + 1} of ${pages}`)}
      >${text}<span class="vh"> page of ${what}</span></a
    >`;
  const resize = (event) => go(same(route, { page: "", size: event.target.value }));
  return html`<div class="pager">
    <span class="soft">${total ? `${number(first)} to ${number(last)} of ${number(total)}` : `No ${what}`}</span>
    ${
      pages > 1
        ? html`<nav class="pages" aria-label="Pages of ${what}">
            ${page > 0 ? step(Math.min(page, pages) - 1, "Previous") : ""}
            <span>Page ${number(page + 1)} of ${number(pages)}</span> ${page + 1 < pages ? step(page + 1, "Next") : ""}
          </nav>`
        : ""
    }
    ${
      total > SIZES[0]
        ? html`<label class="size"
            >Rows to a page
            <select class="govuk-select small" @change=${resize}>
              ${SIZES.map((one) => html`<option value=${one} ?selected=${one === size}>${one}</option>`)}
            </select></label
          >`
        : ""
    }
  </div>`;
}
