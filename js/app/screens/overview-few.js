// Overview of a check of few tables: which rules were run, what to add, and what each thing that is not there would
// bring.
import { html } from "lit-html";
import { count, number } from "../format.js";

/** "You checked Missing only: all 11 rules that need nothing else were run. Add Episodes to run 34 more." */
export function fewTables({ few = null }) {
  if (!few) return "";
  return html`<p class="only">
    <strong>${few.sentence}</strong>
    ${few.add ? html`<span><a href="#/files">Add ${few.add}</a> to run ${number(few.more)} more.</span>` : ""}
  </p>`;
}

const line = (one) =>
  html`<li>
    <div>
      <strong>${one.label}</strong>: ${count(one.rules, "rule waits", "rules wait")} for
      it${one.alone && one.alone < one.rules ? `, ${number(one.alone)} for it alone` : ""}
    </div>
    <span
      >${one.is_file ? html`<a href="#/files">Add it on Files<span class="vh">: ${one.label}</span></a>` : one.todo}
      ${one.help ? html`<a href="#/help/${one.help}">How to get it</a>` : ""}</span
    >
  </li>`;

/** In place of the table of rules that were not run. */
export function waiting(view) {
  return html`<section class="section" aria-labelledby="nr">
    <h2 id="nr">${number(view.rules_not_run)} of ${number(view.rules_in_force)} rules wait</h2>
    <ul class="waits">
      ${view.few.waits.map(line)}
    </ul>
    <p class="meta">A rule that waits for several is counted once, with the first of them.</p>
  </section>`;
}
