// Mend and Share: what they will hold, and what can be done today.
import { html } from "lit-html";
import { fetchFile } from "../session.js";
import { state } from "../state.js";
import { count } from "../words.js";

const later = (title, text) => html`<li><span><strong>${title}</strong><span class="meta">${text}</span></span><span class="govuk-tag tag-later">Not there yet</span></li>`;

export const mend = () => html`
  <div class="page-head"><div><h1 tabindex="-1">Mend</h1><div class="soft">Changing many rows together, with undo. This place is not built yet: until then, here is how to mend today.</div></div></div>
  <section aria-labelledby="today"><h2 id="today">What you can do today</h2>
    <ul class="doc-list">
      <li><span><strong>Mend in your case-management system</strong><span class="meta">Each rule says how to mend its errors, and each error names its file and line. Export again and drop the new files in: remove the old ones first.</span></span><a class="govuk-button" href=${state.summary ? "#/findings/rule" : "#/files"}>${state.summary ? "See errors by rule" : "Go to Files"}</a></li>
      <li><span><strong>Work through a list</strong><span class="meta">The workbook has every error with its file, line and values.</span></span>${state.summary ? html`<button type="button" class="govuk-button btn-2" @click=${() => fetchFile("workbook", {})}>Download workbook</button>` : html`<a class="govuk-button btn-2" href="#/files">Check your files first</a>`}</li>
    </ul></section>
  <section class="section" aria-labelledby="come"><h2 id="come">What this place will hold</h2>
    <ul class="doc-list">
      ${later("Safe changes", "Spaces, lower case, dates written another way, identical rows: all at once, the meaning stays.")}
      ${later("Changes to judge", "A value from last year’s return or from the provider list, before and after side by side, ticked row by row.")}
      ${later("Change log and undo", "Every change with child, table, row, field, from, to and why. Nothing changes silently.")}
      ${later("Corrected files", "In the format they came in, every other cell as it was.")}
    </ul></section>`;

export function share() {
  const { summary } = state;
  return html`
  <div class="page-head"><div><h1 tabindex="-1">Share</h1><div class="soft">Reports for you, and later short lists for the people who can mend the records.</div></div></div>
  <section aria-labelledby="report"><h2 id="report">Report</h2>
    <ul class="doc-list">
      <li><span><strong>Workbook of all errors</strong><span class="meta">Excel: summary, by rule, every error with file, line and values.${summary ? ` ${count(summary.errors, "error")}.` : " Nothing checked yet."}</span></span>${summary ? html`<button type="button" class="govuk-button" @click=${() => fetchFile("workbook", {})}>Download workbook</button>` : html`<a class="govuk-button" href="#/files">Go to Files</a>`}</li>
      <li><span><strong>All errors as CSV</strong><span class="meta">One line an error, for other programs.</span></span>${summary ? html`<button type="button" class="govuk-button btn-2" @click=${() => fetchFile("csv", "findings", {})}>Download CSV</button>` : ""}</li>
    </ul>
    ${summary ? html`<p class="meta">Both name children by their id. Keep them where you keep the return itself.</p>` : ""}</section>
  <section class="section" aria-labelledby="come"><h2 id="come">What this place will hold</h2>
    <ul class="doc-list">
      ${later("Lists per social worker", "In plain words: which child, what is recorded, what is wrong, what the options are.")}
      ${later("One page for the manager", "Where the errors are and what changed, no child’s id.")}
      ${later("Save this check", "One small file. Drop it in later to see what is mended, new and still there.")}
      ${later("Share figures only", "Counts by rule and per 100 children. No ids, no dates.")}
    </ul></section>`;
}
