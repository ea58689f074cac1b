// The change log: what was changed, why, what it did, and how to take it back.
import { html } from "lit-html";
import { redo, undo } from "../mending.js";
import { state } from "../state.js";
import { count, number } from "../words.js";

const quoted = (text) => (text ? `“${text}”` : "blank");

function fromTo(step) {
  if (step.removed) return "taken out";
  if (step.after === null) return `${count(step.changes, "cell")}, each its own`;
  return `${quoted(step.before)} to ${quoted(step.after)}`;
}

function rows(step) {
  const why = step.why === "By hand" && step.child ? `By hand, child ${step.child}` : step.why;
  const act = (text, what) => html`<button type="button" class="linkish" aria-disabled=${state.changing} @click=${() => what([step.number])}>${text}<span class="vh"> ${why}, ${step.when}</span></button>`;
  return html`<tr role="row" class=${step.undone ? "undone" : ""}>
    <td role="cell" class="nowrap" data-k="When">${step.when}</td><td role="cell" data-k="Why">${why}${step.undone ? html` <span class="govuk-tag tag-later">Undone</span>` : ""}</td>
    <td role="cell" data-k="Where">${step.where}${step.changes > 1 && !step.removed ? html` <span class="mean">${count(step.changes, "change")}</span>` : ""}</td><td role="cell" class="break" data-k="From and to">${fromTo(step)}</td>
    <td role="cell" class="nowrap" data-k="Errors">${number(step.gone)} gone, ${number(step.new)} new</td><td role="cell">${step.undone ? act("Redo", redo) : act("Undo", undo)}</td></tr>`;
}

export function changeLog(mend) {
  const all = (text, what) => html`<button type="button" class="linkish" aria-disabled=${state.changing} @click=${() => what()}>${text}</button>`;
  return html`<section class="section"><div class="page-head log-head"><h2 id="cl">Change log</h2>
      <span class="row-btn">${mend.changes ? all(mend.changes === 1 ? "Undo the change" : `Undo all ${number(mend.changes)} changes`, undo) : ""}${mend.undone ? all("Redo all that was undone", redo) : ""}</span></div>
    ${mend.log.length ? html`<div class="scroll" tabindex="0" role="region" aria-labelledby="cl"><table role="table" class="grid cards log" aria-labelledby="cl">
      <thead role="rowgroup"><tr role="row">${["When", "Why", "Where", "From and to", "Errors"].map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}<th role="columnheader" scope="col"><span class="vh">Undo</span></th></tr></thead>
      <tbody role="rowgroup">${mend.log.map(rows)}</tbody></table></div>` : html`<p class="soft">Nothing is changed yet. Each change will stand here, with a way to take it back.</p>`}
  </section>`;
}
