// Ask: "Make this a check". The question that was answered becomes a rule of the council's own.
import { html } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { asked, isBusy } from "../stores/ask-store.js";
import { canBeMade, closeForm, downloadMade, isOpen, make, making, offered, openForm } from "../stores/make-check.js";
import { href } from "../router.js";
import { localTag } from "../parts/local-rules.js";
import { ourFault } from "../parts/fault.js";
import { count } from "../format.js";

const SEVERITIES = [
  ["look", "Worth a look"],
  ["query", "A query"],
  ["error", "An error"],
];
const NONE = [["", "No column"]];

/** At the right of Run. */
export const checkButton = () =>
  canBeMade() && !isBusy()
    ? html`<span class="end"
        ><button
          class="govuk-button btn-2"
          type="button"
          id="make-check"
          aria-expanded=${isOpen()}
          @click=${isOpen() ? closeForm : openForm}
        >
          Make this a check
        </button></span
      >`
    : "";

const field = (name, label, content, hint = "") =>
  html`<div class="govuk-form-group">
    <label class="govuk-label" for="check-${name}">${label}</label>
    ${hint ? html`<span class="meta" id="check-${name}-hint">${hint}</span>` : ""}${content}
  </div>`;

const line = (name, label, value, { most = 200, hint = "" } = {}) =>
  field(
    name,
    label,
    html`<input
      class="govuk-input"
      id="check-${name}"
      name=${name}
      required
      maxlength=${most}
      autocomplete="off"
      aria-describedby="check-${name}-hint"
      .value=${value}
    />`,
    hint,
  );

const lines = (name, label, hint) =>
  field(
    name,
    label,
    html`<textarea
      class="govuk-textarea"
      id="check-${name}"
      name=${name}
      rows="3"
      required
      maxlength="1000"
      aria-describedby="check-${name}-hint"
    ></textarea>`,
    hint,
  );

const choice = (name, label, options) =>
  field(
    name,
    label,
    html`<select class="govuk-select" id="check-${name}" name=${name}>
      ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
    </select>`,
  );

const short = (year) => `${year - 1}-${String(year).slice(2)}`;
const years = (year) => [
  ["", "Every year"],
  [`${year}-`, `${short(year)} and later`],
  [String(year), `${short(year)} only`],
];
const named = (names) => (names.length ? names.map((name) => [name, name]) : NONE);

/** How much it finds today, by the answer: its rows, or the children in them. */
function today({ answer, child }) {
  const at = answer.columns.findIndex((one) => one.name === child);
  const children = at < 0 ? 0 : new Set(answer.rows.map((row) => row[at])).size;
  const whole = answer.total === answer.rows.length;
  const found = count(answer.total, "row");
  return children && whole
    ? html`<strong>It finds ${found} today</strong>, of ${count(children, "child", "children")}.`
    : html`<strong>It finds ${found} today.</strong>`;
}

function submit(event) {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(event.target));
  make(fields, event.submitter?.value === "file");
}

const form = (offer, answer) =>
  html`<form @submit=${submit}>
    <div class="two">
      ${line("title", "Title", answer.title, { hint: "What is wrong, in a line." })}
      ${line("rule", "Code", offer.code, { most: 12, hint: "Short, such as L1. No other rule may have it." })}
      ${lines("wrong", "What is wrong", "In a sentence or two.")}
      ${lines("fix", "How to fix it", "What the reader is to do.")}
      ${line("fields", "Columns to point at", offer.fields, {
        most: 1000,
        hint: "Table and column, such as Missing.MIS_END; a space between two.",
      })}
      ${choice("severity", "How serious it is", SEVERITIES)}
      ${choice("child", "Column that holds the child", named(offer.child))}
      ${choice("row", "Column that holds the row", named(offer.row))} ${choice("years", "Years", years(offer.year))}
    </div>
    <p>${today({ answer, child: offer.child[0] })}</p>
    ${making.problem ? html`<p class="local-problem" role="alert">${making.problem}</p>` : ""}
    <div class="row-btn">
      <button class="govuk-button" type="submit" aria-disabled=${making.isBusy}>Add the check</button
      ><button class="govuk-button btn-2" type="submit" value="file" aria-disabled=${making.isBusy}>
        Add and download as a file</button
      ><button type="button" class="linkish" @click=${closeForm}>Cancel</button>
    </div>
    <p class="meta">
      The file holds this code and these words, and no data of your tables. Drop it on Files next time, or give it to
      another council: whoever loads it sees the code before it runs. “Save my work” keeps it too.
    </p>
  </form>`;

const refused = (reason) =>
  html`<p id="no-check" tabindex="-1">${reason}</p>
    <div class="row-btn"><button type="button" class="linkish" @click=${closeForm}>Close</button></div>`;

function content(answer) {
  const { data: offer, fault } = offered(answer);
  if (fault) return ourFault(fault);
  if (!offer) return html`<p class="soft">Looking at the question…</p>`;
  return offer.reason ? refused(offer.reason) : form(offer, answer);
}

const added = ({ code }) =>
  html`<div class="check-made" id="check-made" tabindex="-1">
    <p>
      ${localTag} <strong>${code} is one of your own rules now.</strong> It runs with every check from here on.
      <a href=${href(["more", code])}>See what ${code} finds</a>
      <button type="button" class="linkish" @click=${downloadMade}>Download its file</button>
    </p>
  </div>`;

/** Under the line with Run: the form, or what was made of it. */
export function checkForm() {
  if (making.made && making.made.of === asked.answer) return added(making.made);
  if (!isOpen()) return "";
  return html`<section class="checkform" aria-labelledby="make-h" data-escape @leave=${closeForm}>
    <h2 id="make-h">Make this a check</h2>
    <p>
      It will run with every check from now on. What it finds is marked ${localTag} and is never counted among the
      Department’s errors.
    </p>
    ${keyed(making.of, content(making.of))}
  </section>`;
}
