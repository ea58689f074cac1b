// Share: reports for the user, short lists for those who can fix the records, and anonymous figures.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { call } from "../../client/calls.js";
import { parquetFiles } from "../stores/parquet.js";
import { fetchFile } from "../stores/downloads.js";
import { state } from "../state.js";
import { loading } from "../parts/loading.js";
import { outcomeLine } from "../parts/outcome.js";
import { making } from "../parts/making.js";
import { emptyPlace } from "./places-empty.js";
import { countOf } from "./overview-since.js";
import { comparisons } from "./share-compare.js";
import { letterPage } from "./share-letter.js";
import { lists } from "./share-lists.js";
import { manager } from "./share-manager.js";
import { progress } from "./share-progress.js";
import { outdatedNote } from "./unchecked.js";
import { count, number } from "../format.js";

const HOLDS = [
  ["Workbook of all errors", "Excel: summary, by rule, every error with file, line and values."],
  ["One page for the manager", "Where the errors are and what changed, no child’s id."],
  [
    "Letters to social workers and teams",
    "In plain words: which child, what we have, what seems wrong, what to do or tell us.",
  ],
  [
    "Save my work",
    "One file with your changes, notes and choices, and the errors of today: drop it in again to go on, and to see" +
      " what is fixed and new.",
  ],
  ["Share figures only", "Counts by rule and per 100 children. No ids, no dates."],
];

/** The return as tables of that shape, see `tables`. */
function inThreeForms(shape) {
  const button = (text, more) => making(`tables ${shape}`, text, { css: "btn-2", ...more });
  return html`<span class="row-btn"
    >${button("Download as SQLite", { make: () => call("tables", "sqlite", shape) })}
    ${button("Download as CSV files", { make: () => call("tables", "csv", shape) })}
    ${button("Download as Parquet", { make: () => parquetFiles(shape) })}</span
  >`;
}

function report() {
  const { errors, since } = state.summary;
  const accepted = countOf(state.summary, "accepted");
  const row = (name, text, button) =>
    html`<li>
      <span><strong>${name}</strong><span class="meta">${text}</span></span
      >${button}
    </li>`;
  return html`<section aria-labelledby="rp">
    <h2 id="rp">Report</h2>
    <ul class="doc-list">
      ${row(
        "Workbook of all errors",
        `Excel: summary, by rule, every error with file, line and values. ${count(errors, "row")}${
          accepted ? `, and the ${number(accepted)} accepted on a sheet of their own` : ""
        }. It names children by their id.`,
        making("workbook", "Download workbook", { args: [{}] }),
      )}
      ${row(
        "All errors as CSV",
        `A line for each error${
          accepted ? " that is not accepted" : ""
        }, for other programs. It names children by their id.`,
        html`<button type="button" class="govuk-button btn-2" @click=${() => fetchFile("csv", "findings", {})}>
          Download CSV
        </button>`,
      )}
      ${row(
        "The return as tables",
        "For Power BI, Tableau, Excel and SQL: every row with its types, its errors and the figures, and a list that" +
          " says what each column means. It holds the children’s data: keep it as safe as the return itself." +
          " SQLite and CSV files can be dropped in here again, and are the same return. Parquet files, for Python, R" +
          " and data warehouses, can’t be read here.",
        inThreeForms("tidy"),
      )}
      ${row(
        "The return shaped like the Standard Safeguarding Dataset",
        "For tools that regions build on that standard: its tables, as far as a return can fill them, and a list of" +
          " the columns that stay empty, and why. They hold the children’s data too.",
        inThreeForms("ssd"),
      )}
      ${row(
        "One page for the manager",
        `Where the errors are${
          since ? `, what changed since ${since.label}` : ""
        }, which figures rest on records with errors. No child’s id.`,
        html`<a class="govuk-button btn-2" href="#/share/manager">Print or save as PDF</a>`,
      )}
    </ul>
  </section>`;
}

export function share(route, go) {
  if (!state.summary)
    return emptyPlace(
      "Share",
      "Reports for you, letters to the people who can put the records right, and anonymous figures.",
      HOLDS,
    );
  if (route.id === "manager") return manager();
  if (route.id === "letter") return letterPage(route);
  const change = query("progress", "progress");
  const others = query("comparisons", "comparisons");
  if (!change.data || !others.data) return loading("Share", "Making the lists…");
  return html`<div aria-busy=${change.pending || others.pending}>
    <div class="page-head">
      <div>
        <h1 tabindex="-1">Share</h1>
        <div class="soft">
          Reports for you, letters to the people who can put the records right, and anonymous figures.
        </div>
      </div>
    </div>
    ${outdatedNote()}${outcomeLine()} ${report()} ${lists(route, go)} ${progress(change.data, others.data)}
    ${comparisons(others.data.comparisons)}
  </div>`;
}
