// The work file beside the files: what is in it, how much fits, what doesn't and why.
import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { workAgain } from "../stores/files-store.js";
import { making } from "../parts/making.js";
import { href } from "../router.js";
import { state } from "../state.js";
import { count, joined, number, some } from "../format.js";
import { checkWithout } from "./files-check.js";

const OPEN_UP_TO = 10; // that don't fit: few enough to be read at once

const holds = (work) =>
  joined([
    some(work.changes, "change"),
    some(work.notes, "accepted error"),
    some(work.answers, "answer"),
    work.choices ? "your choices" : "",
    work.has_check ? "the check of that day" : "",
  ]) || "nothing yet";

const misfits = (work) => work.unfit.reduce((sum, group) => sum + group.total, 0);

/** "118 changes fit this extract, 5 don’t." */
function fit(work) {
  if (work.fits === null) return "It is tried on your files as soon as they are here.";
  if (!work.changes) return "";
  const not = misfits(work);
  if (!not) return `${work.changes === 1 ? "It fits" : `All ${number(work.changes)} fit`} these files.`;
  if (work.made) return `${count(work.fits, "change was", "changes were")} made again, ${number(not)} didn’t fit.`;
  return `${count(work.fits, "change fits", "changes fit")} these files, ${
    not === 1 ? "1 doesn’t" : `${number(not)} don’t`
  }.`;
}

function after(work) {
  const back = joined([
    work.changes ? "the changes that fit are made again" : "",
    work.notes ? "accepted errors are back with their notes" : "",
    work.choices ? "letters, lists and ticks are as you left them" : "",
  ]);
  if (work.without) return "It is left out: the files are checked as they are.";
  if (work.made) return "It is in the findings. Each change stands in the change log on Fix, where it can be undone.";
  return `${back ? `When you check, ${back}. ` : ""}Your answers on the same files hold. Your files stay as they are.`;
}

const quoted = (text) => text || "blank";

function so(work, one) {
  if (one.why !== "other" || work.made) return "Nothing to do";
  const press = async () => {
    if (await workAgain(one.number, true)) announce(`Child ${one.child}: it is changed when you check.`);
  };
  return html`<button type="button" class="linkish" @click=${press}>
    Change it all the same<span class="vh">: ${one.field} of child ${one.child}</span>
  </button>`;
}

const row = (work, one) =>
  html`<tr role="row">
    <td role="cell" data-k="Child">
      ${
        state.summary
          ? html`<a href=${href(["findings", "child", one.child])}>${one.child || "blank"}</a>`
          : one.child || "blank"
      }<span class="mean">${one.where}</span>
    </td>
    <td role="cell" data-k="Your change">
      ${one.field ? html`${one.field} ${quoted(one.before)} to <b>${quoted(one.after)}</b>` : "Row removed"}
    </td>
    <td role="cell" data-k="In these files">${one.field ? html`<b>${one.now}</b>` : one.now}</td>
    <td role="cell" data-k="So">${so(work, one)}</td>
  </tr>`;

const group = (work, { label, total, rows }) =>
  html`<tbody role="rowgroup">
    <tr role="row" class="group2">
      <th role="rowheader" colspan="4" scope="rowgroup">
        ${label} (${number(total)}${rows.length < total ? `, the first ${number(rows.length)} shown` : ""})
      </th>
    </tr>
    ${rows.map((one) => row(work, one))}
  </tbody>`;

function notFitting(work) {
  const n = misfits(work);
  if (!n) return "";
  return html`<details ?open=${n <= OPEN_UP_TO}>
    <summary>${n === 1 ? "See the one that doesn’t fit" : `See the ${number(n)} that don’t fit`}</summary>
    <table role="table">
      <caption class="vh">
        Changes that don’t fit these files
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${["Child", "Your change", "In these files", "So"].map(
            (text) => html`<th role="columnheader" scope="col">${text}</th>`,
          )}
        </tr>
      </thead>
      ${work.unfit.map((one) => group(work, one))}
    </table>
  </details>`;
}

export function yourWork(go) {
  const work = state.files?.work;
  if (!work) return "";
  const n = misfits(work);
  const list = n
    ? making("work_unfit", n === 1 ? "Download it as a list" : `Download the ${number(n)} as a list`, { css: "btn-2" })
    : "";
  const others =
    work.year && state.files.year && work.year !== state.files.year
      ? html`<p>
          <strong>It is of another collection year.</strong> Your files here are of ${state.files.year_label}.
        </p>`
      : "";
  return html`<section class="workfile" aria-labelledby="wk">
    <h2 id="wk">Your work${work.day ? ` of ${work.day}` : ""}: ${holds(work)}.<br />${fit(work)}</h2>
    ${others}
    <p>${after(work)}</p>
    ${work.without ? "" : notFitting(work)}
    <div class="row-btn">
      ${work.without ? "" : list}${work.made || work.fits === null ? "" : checkWithout(work, go)}
    </div>
  </section>`;
}
