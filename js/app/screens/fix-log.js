// The change log: what was changed, why, what it did, and how to take it back, step by step or change by change.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { redo, undo } from "../stores/corrections.js";
import { ourFault } from "../parts/fault.js";
import { loadingPart } from "../parts/loading.js";
import { state, setUi } from "../state.js";
import { cell, childLink, hidden, th, thead } from "../parts/table.js";
import { count, number } from "../format.js";

const SIZE = 50; // changes of a step shown at once
const OPEN = "logStep"; // the step whose changes are shown, as {number, page}

const quoted = (text) => (text ? `“${text}”` : "blank");
const undoneTag = (text) => html` <span class="govuk-tag tag-later">${text}</span>`;
const act = (what, text, about, numbers, at) =>
  html`<button type="button" class="linkish" aria-disabled=${state.changing} @click=${() => what(numbers, at)}>
    ${text}<span class="vh"> ${about}</span>
  </button>`;

function fromTo(step) {
  if (step.removed) return "taken out";
  if (step.after === null) return `${count(step.changes, "cell")}, each its own`;
  return `${quoted(step.before)} to ${quoted(step.after)}`;
}

/** One change of a step. Where an XML file ties several together, they go back together. */
function oneChange(step, row) {
  const about = `child ${row.child}, line ${number(row.line)}${row.field_label ? `, ${row.field_label}` : ""}`;
  const with_ =
    row.together > 1 ? html`<span class="mean">with ${count(row.together - 1, "other")} of the child</span>` : "";
  return html`<tr role="row" class=${row.undone ? "undone" : ""}>
    ${cell("Child", childLink(row.child))}
    ${cell(
      "Where",
      html`${row.label}, line ${number(row.line)}<span class="mean">${row.field_label || "The whole row"}</span>`,
    )}
    <td role="cell" class="key break" data-k="From and to">
      ${
        row.after ? `${quoted(row.before.value)} to ${quoted(row.after.value)}` : "taken out"
      }${row.undone ? undoneTag("Undone") : ""}
    </td>
    <td role="cell" class="key">
      ${
        row.undone ? act(redo, "Redo", about, [step.number], row.at) : act(undo, "Undo", about, [step.number], row.at)
      }${with_}
    </td>
  </tr>`;
}

function changes(step) {
  const { page } = state.ui[OPEN];
  const { data, fault } = query(`log ${step.number}`, "fix_log", step.number, page, SIZE);
  if (fault) return ourFault(fault);
  if (!data) return loadingPart("Getting the changes…");
  const last = Math.ceil(data.total / SIZE) - 1;
  const turn = (to, text) =>
    html`<button type="button" class="linkish" @click=${() => setUi(OPEN, { number: step.number, page: to })}>
      ${text}
    </button>`;
  return html`<table role="table" class="grid cards single">
      <caption class="vh">
        Changes of “${step.why}”, ${step.when}
      </caption>
      ${thead("Child", "Where", "From and to", th(hidden("Undo")))}
      <tbody role="rowgroup">
        ${data.rows.map((row) => oneChange(step, row))}
      </tbody>
    </table>
    ${
      last
        ? html`<p class="pager">
            <span
              >${number(page * SIZE + 1)} to ${number(Math.min((page + 1) * SIZE, data.total))} of
              ${number(data.total)}</span
            ><span class="pages"
              >${page ? turn(page - 1, "Previous") : ""}${page < last ? turn(page + 1, "Next") : ""}</span
            >
          </p>`
        : ""
    }`;
}

function oneStep(step) {
  const why = step.by === "cell" && step.child ? `${step.why}, child ${step.child}` : step.why;
  const about = `${why}, ${step.when}`;
  const open = state.ui[OPEN]?.number === step.number;
  const all = step.undone === step.changes;
  const some = step.undone && !all;
  const each = html`<button
    type="button"
    class="linkish"
    aria-expanded=${open}
    @click=${() => setUi(OPEN, open ? null : { number: step.number, page: 0 })}
  >
    ${open ? "Hide" : "Show"} ${count(step.changes, "change")}<span class="vh"> of ${about}</span>
  </button>`;
  return html`<tr role="row" class=${all ? "undone" : ""}>
      <td role="cell" class="nowrap" data-k="When">${step.when}</td>
      <td role="cell" data-k="Why">
        ${why}${all ? undoneTag("Undone") : some ? undoneTag(`${number(step.undone)} undone`) : ""}
      </td>
      <td role="cell" data-k="Where">
        ${step.where}${step.changes > 1 ? html`<span class="mean">${each}</span>` : ""}
      </td>
      <td role="cell" class="break" data-k="From and to">${fromTo(step)}</td>
      <td role="cell" class="nowrap" data-k="Errors">${number(step.gone)} gone, ${number(step.new)} new</td>
      <td role="cell">
        <span class="acts"
          >${all ? "" : act(undo, some ? "Undo the rest" : "Undo", about, [step.number])}${
            step.undone ? act(redo, some ? "Redo these" : "Redo", about, [step.number]) : ""
          }</span
        >
      </td>
    </tr>
    ${
      open
        ? html`<tr role="row">
            <td role="cell" colspan="6" class="step-changes">${changes(step)}</td>
          </tr>`
        : ""
    }`;
}

/** A column that the corrected file calls by its right name, as was answered on Files. */
const renamed = ({ file, label, written, column }) =>
  html`<tr role="row">
    <td role="cell" data-k="When">Whenever ${file} is written</td>
    <td role="cell" data-k="Why">The column’s right name, as you answered</td>
    <td role="cell" data-k="Where">${label}, column name</td>
    <td role="cell" class="break" data-k="From and to">${quoted(written)} to ${quoted(column)}</td>
    <td role="cell" data-k="Errors"></td>
    <td role="cell"><a href="#/files" data-jump="asks">Change the answer</a></td>
  </tr>`;

export function changeLog(fix) {
  const all = (text, what) =>
    html`<button type="button" class="linkish" aria-disabled=${state.changing} @click=${() => what()}>${text}</button>`;
  return html`<section class="section">
    <div class="page-head log-head">
      <h2 id="cl">Change log</h2>
      <span class="row-btn"
        >${
          fix.changes
            ? all(fix.changes === 1 ? "Undo the change" : `Undo all ${number(fix.changes)} changes`, undo)
            : ""
        }${fix.undone ? all("Redo all that was undone", redo) : ""}</span
      >
    </div>
    ${
      fix.log.length || fix.renamed.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-labelledby="cl">
            <table role="table" class="grid cards log" aria-labelledby="cl">
              ${thead("When", "Why", "Where", "From and to", "Errors when applied", th(hidden("Undo")))}
              <tbody role="rowgroup">
                ${fix.log.map(oneStep)}${fix.renamed.map(renamed)}
              </tbody>
            </table>
          </div>`
        : html`<p class="soft">Nothing is changed yet. Each change will stand here, with a way to take it back.</p>`
    }
  </section>`;
}
