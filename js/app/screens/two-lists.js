// Annex A beside the return: where the two lists disagree. Never errors, and apart from their counts.
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

const TITLE = "Annex A beside the return";
const ADDRESS = ["more", "annex-a"];

/** True if a list of Annex A is among the files. */
const hasAnnex = () => state.files?.files.some((file) => file.parts.some((part) => part.kind === "annex_a"));

const row = (one, withChild) =>
  html`<tr role="row">
    ${withChild ? childCell(one, one.guess ? "found by its details: a guess" : "") : ""}
    ${cell(
      "What differs",
      html`${one.said}<span class="mean">List ${one.list}${one.hint ? html`. ${one.hint}` : ""}</span>`,
    )}
    ${cell("In the return", side(one.ours, one.our_place))} ${cell("In Annex A", side(one.theirs, one.their_place))}
  </tr>`;

const HEADS = ["What differs", "In the return", "In Annex A"];

const table = (rows, caption, withChild) =>
  differences(rows, (one) => row(one, withChild), withChild ? ["Child", ...HEADS] : HEADS, caption);

const notUnderstood = (data) =>
  data.not_understood.length
    ? html`<h2 class="two-not">Not understood, so not compared</h2>
        <ul>
          ${data.not_understood.map(
            (one) => html`<li>${one.column} in ${one.list}: “${one.text}”, ${count(one.cells, "cell")}</li>`,
          )}
        </ul>`
    : "";

/** The screen of all differences. */
export function twoLists(route, go) {
  const asked = paging(route);
  const back = html`<p class="back"><a href="#/more">All checks beyond the Department’s</a></p>`;
  const { data, pending, fault } = query("two lists", "two_lists", route.show.about ?? "", asked.page, asked.size);
  if (fault)
    return html`${back}
      <h1 tabindex="-1">${TITLE}</h1>
      ${ourFault(fault)}`;
  if (!data) return loading(TITLE, "Comparing the two lists…");
  if (!data.there)
    return html`${back}
      <h1 tabindex="-1">${TITLE}</h1>
      <p class="lead">
        No list of Annex A was among the files of this check. Add lists 6 to 10 on <a href="#/files">Files</a>, and
        check again.
      </p>`;
  return html`<div aria-busy=${pending}>
    ${back}
    <div class="page-head">
      <div>
        <h1 tabindex="-1">${TITLE}</h1>
        <div class="soft">
          The two lists disagree in ${count(data.total, "place")} about ${count(data.children, "child", "children")}.
          Never the Department’s errors: they are listed apart and are not among the
          ${count(state.summary.errors, "error")}. Either of the two may be right.
        </div>
      </div>
      ${
        data.total
          ? html`<div class="row-btn">${making("two_lists_workbook", "Download as Excel", { css: "btn-2" })}</div>`
          : ""
      }
    </div>
    ${outdatedNote()}
    <p class="soft">
      Compared: ${data.lists}; ${count(data.compared, "value")}. ${data.notes.map((note) => html`${note} `)}
    </p>
    ${
      data.total
        ? html`${kinds(
              "What differs",
              data.counts.map((one) => [one.said, one.differences]),
              data.about,
              ADDRESS,
              data.total,
              "difference",
            )}
            <h2>${data.about || "All differences"}</h2>
            ${table(data.rows, "Where the return and Annex A disagree", true)}
            ${pager(route, asked, data.shown, go, "differences")}`
        : html`<p class="lead">They agree.</p>`
    }
    ${notUnderstood(data)}
  </div>`;
}

/** On More checks: that Annex A is compared; "" without it. */
export const twoListsLine = () =>
  hasAnnex()
    ? html`<p class="two-lists-line">
        <strong>Annex A.</strong> Your files hold Ofsted’s child-level data.
        <a href=${href(ADDRESS)}>See where it and the return disagree</a>
      </p>`
    : "";

/** On the child's page: where the two disagree about the child; "" where they don't. */
export function twoListsOfChild(child) {
  if (!hasAnnex()) return "";
  const { data } = query(`two lists of ${child}`, "two_lists_of", child);
  if (!data?.length) return "";
  return html`<section class="two-lists-child">
    <h2>Annex A and the return disagree</h2>
    <p class="soft">Not errors of the Department’s. <a href=${href(ADDRESS)}>All such differences</a></p>
    ${table(data, `Where the return and Annex A disagree about child ${child}`, false)}
  </section>`;
}
