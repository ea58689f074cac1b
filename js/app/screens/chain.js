// The years' returns one after the other: where a child's records break off or were altered. Never errors, and apart
// from their counts.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { href } from "../router.js";
import { state } from "../state.js";
import { childCell, differences, kinds, side } from "../parts/differing.js";
import { ourFault } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { pager, paging } from "../parts/pager.js";
import { outdatedNote } from "./unchecked.js";
import { cell } from "../parts/table.js";
import { count } from "../format.js";

export const CHAIN_TITLE = "Breaks in the chain of records";
const ADDRESS = ["more", "chain"];

/** True if an earlier year's return is among the files. */
const hasEarlier = () => state.files?.files.some((file) => file.parts.some((part) => part.role === "earlier"));

const row = (one, withChild) =>
  html`<tr role="row">
    ${withChild ? childCell(one) : ""}
    ${cell("What broke", html`${one.said}<span class="mean">${one.years}: ${one.what}</span>`)}
    ${cell("Earlier return", side(one.before, one.place_before))}
    ${cell("Later return", side(one.after, one.place_after))}
  </tr>`;

const HEADS = ["What broke", "Earlier return", "Later return"];

const table = (rows, caption, withChild) =>
  differences(rows, (one) => row(one, withChild), withChild ? ["Child", ...HEADS] : HEADS, caption);

/** The screen of all breaks. */
export function chain(route, go) {
  const asked = paging(route);
  const back = html`<p class="back"><a href="#/more">All checks beyond the Department’s</a></p>`;
  const title = html`<h1 tabindex="-1">${CHAIN_TITLE}</h1>`;
  const { data, pending, fault } = query("breaks", "breaks", route.show.about ?? "", asked.page, asked.size);
  if (fault) return html`${back}${title}${ourFault(fault)}`;
  if (!data) return loading(CHAIN_TITLE, "Comparing the years…");
  if (!data.there)
    return html`${back}${title}
      <p class="lead">
        No return of an earlier year was among the files of this check. Add those from before last year on
        <a href="#/files">Files</a>, and check again.
      </p>`;
  return html`<div aria-busy=${pending}>
    ${back}
    <div class="page-head">
      <div>
        ${title}
        <div class="soft">
          ${count(data.total, "break")} about ${count(data.children, "child", "children")}: what one year’s return says
          of a child is not what the next one says. Breaks are never the Department’s errors: they are in none of the
          counts of errors. Either of the two returns may be right.
        </div>
      </div>
      ${
        data.total
          ? html`<div class="row-btn">${making("breaks_workbook", "Download as Excel", { css: "btn-2" })}</div>`
          : ""
      }
    </div>
    ${outdatedNote()}
    <p class="soft">
      Each year is compared with the one before: ${data.years}. ${data.notes.map((note) => html`${note} `)}
    </p>
    ${
      data.total
        ? html`${kinds(
              "What broke",
              data.counts.map((one) => [one.said, one.breaks]),
              data.about,
              ADDRESS,
              data.total,
              "break",
            )}
            <h2>${data.about || "All breaks"}</h2>
            ${table(data.rows, "Where the returns of two years don’t fit together", true)}
            ${pager(route, asked, data.shown, go, "breaks")}`
        : html`<p class="lead">The returns fit together.</p>`
    }
  </div>`;
}

/** On More checks: that earlier years are compared; "" without them. */
export const chainLine = () =>
  hasEarlier()
    ? html`<p class="two-lists-line">
        <strong>Earlier years.</strong> Your files hold returns from before last year.
        <a href=${href(ADDRESS)}>See where a child’s records don’t fit from year to year</a>
      </p>`
    : "";

/** On the child's page: where the child's chain breaks; "" where it doesn't. */
export function chainOfChild(child) {
  if (!hasEarlier()) return "";
  const { data } = query(`breaks of ${child}`, "breaks_of", child);
  if (!data?.length) return "";
  return html`<section class="two-lists-child chain-child">
    <h2>${CHAIN_TITLE}</h2>
    <p class="soft">
      The returns of two years don’t fit together in ${count(data.length, "place")}. Not errors of the Department’s.
      <a href=${href(ADDRESS)}>All such breaks</a>
    </p>
    ${table(data, `Where the returns of two years differ about child ${child}`, false)}
  </section>`;
}
