// The button that checks, what may keep it from doing so, and how far a check is.
import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { asAt } from "../stores/as-at.js";
import { arrive } from "../focus/scroll-restore.js";
import { check, stopCheck } from "../stores/check-run.js";
import { councilKnown } from "../stores/council.js";
import { goTo } from "../focus/focus.js";
import { useWork } from "../stores/files-store.js";
import { choose } from "../session.js";
import { change, state, setUi } from "../state.js";
import { count, number } from "../format.js";
import { idOf, openQuestions } from "./files-ask.js";

/** Why there is nothing to check yet, as {text, at}: `at` is where to go; null if there is. */
function notYet() {
  const rows = state.files?.rows ?? 0;
  if (state.python.status !== "ready")
    return {
      text: state.about
        ? "Python is starting again. Wait a moment."
        : "Python is still loading. You can keep adding files.",
    };
  if (state.waiting.length) return { text: "Your files are being read. Wait a moment." };
  if (rows) return null;
  if (!state.files?.files.length)
    return { text: "Add files first, or try with the sample data.", at: "press-choose-files" };
  if (openQuestions().length)
    return { text: "No row can be checked yet. Answer the questions first.", at: `${idOf(0)}t` };
  return {
    text:
      "None of these files is a table of this year or last year, so there is nothing to check. Choose the year, or" +
      " press Change beside a file.",
    at: "year",
  };
}

/** What must be chosen before the check, as {open, at}: null if all is. */
function wanting() {
  if (!state.choices.authority) return { open: "noCouncil", at: "council" };
  if (asAt() === null) return { open: "noDay", at: "as-at" };
  const first = openQuestions().findIndex((one) => one.first);
  return first < 0 ? null : { open: "firstWanted", at: `${idOf(first)}t` };
}

const goSoon = (at) => setTimeout(() => goTo(at));

async function press(go) {
  await councilKnown();
  const why = notYet();
  if (why) {
    announce(why.text);
    if (why.at) goSoon(why.at);
    return;
  }
  const want = wanting();
  if (want) {
    setUi(want.open, true);
    goSoon(want.at);
    return;
  }
  await run(go);
}

async function run(go) {
  go("#/findings/overview");
  await check();
  if (state.route.place !== "findings") return;
  arrive(); // what was the progress is another screen now
  change();
}

/** Check again with the rules of the return's own year. */
export function withOwnRules(go) {
  choose({ rulesYear: null });
  return run(go);
}

/** Leave the work file out, or take it in again. */
export function checkWithout(work, go) {
  if (work.without)
    return html`<button type="button" class="govuk-button btn-2" @click=${() => useWork(true)}>Use my work</button>`;
  const without = async () => {
    if (await useWork(false)) press(go);
  };
  return html`<button type="button" class="linkish" @click=${without}>Check without my work</button>`;
}

const toQuestions = (text) => html`<a href="#/files" data-jump="asks">${text}</a>`;
const areOpen = (n) => `${count(n, "question")} ${n === 1 ? "is" : "are"} open`;

/** Never disabled; where there is nothing to check, pressing it says why. */
export function button(go) {
  if (state.python.status === "stopped") return "";
  if (state.check.status === "running") return progress();
  const why = notYet();
  const open = openQuestions().length;
  return html`<div class=${why ? "" : "check-bar"}>
      <button
        type="button"
        class="govuk-button btn-wide"
        id="check"
        aria-describedby=${why ? "why-not" : ""}
        @click=${() => press(go)}
      >
        Check${why ? "" : ` ${count(state.files.rows, "row")}`}
      </button>
      ${open ? html`<span class="bar-open">${toQuestions(areOpen(open))}</span>` : ""}
    </div>
    ${why ? html`<div class="after-hint" id="why-not">${why.text}</div>` : ""}`;
}

/** The open questions, above the button: which hold it up, and what becomes of the others. */
export function openLine() {
  const open = openQuestions();
  if (!open.length) return "";
  const first = open.filter((one) => one.first).length;
  const rest = open.length - first;
  const before = first
    ? html`<li>${first === 1 ? "1 has" : `${number(first)} have`} to be answered before the check.</li>`
    : "";
  const later = rest
    ? html`<li>
        ${first ? (rest === 1 ? "The other one" : `The other ${number(rest)}`) : open.length === 1 ? "It" : "They"} can
        wait: what is in doubt is then left out, and the findings say so.
      </li>`
    : "";
  return html`<div class="open-q">
    <strong>${toQuestions(areOpen(open.length))}.</strong>
    <ul>
      ${before}${later}
    </ul>
  </div>`;
}

/** How far the check is, by rule, with a way to stop it. */
export function progress() {
  const { finished, total, code, title } = state.check;
  return html`<div class="checking">
    <p class="checking-line">
      <strong>${total ? `Checking: ${number(finished)} of ${count(total, "rule")}` : "Getting ready to check"}</strong>
    </p>
    <progress max=${total || 1} .value=${total ? finished : 0} aria-label="Rules checked">${finished}</progress>
    <p class="meta checking-rule">${code ? `${code} ${title ?? ""}` : ""}</p>
    <p><button type="button" class="govuk-button btn-2" @click=${stopCheck}>Stop</button></p>
  </div>`;
}
