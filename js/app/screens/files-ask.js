// What the files leave in doubt: one question each, the likely answer first. An answer never changes the files.
import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../focus/announce.js";
import { councilKnown, councilQuestion } from "../stores/council.js";
import { answer as settle } from "../stores/files-store.js";
import { choose } from "../session.js";
import { state } from "../state.js";
import { goTo } from "../focus/focus.js";
import { count, number } from "../format.js";

export function openQuestions() {
  const council = councilQuestion();
  return [...(council && !council.answer ? [council] : []), ...(state.files?.questions ?? [])];
}

function answeredQuestions() {
  const council = councilQuestion();
  return [...(council?.answer ? [council] : []), ...(state.files?.answered ?? [])];
}

export const idOf = (at) => `q${at + 1}`;

/** To the next question, and after the last one to Check. */
function onward(at) {
  const left = openQuestions().length;
  announce(left ? `${count(left, "question")} left.` : "All questions are answered.");
  setTimeout(() => goTo(left ? `${idOf(Math.min(at, left - 1))}t` : "check"));
}

async function give(question, answer, at) {
  if (question === councilQuestion() && answer.key === "use") {
    choose({ authority: state.council.likely, councilFrom: "you" });
    await councilKnown();
    onward(at);
  } else if (isOfCouncils(question) && isCouncil(answer.key)) {
    if (await chooseCouncil(answer.key)) onward(at);
  } else if (await settle(question.key, answer.key)) {
    await councilKnown();
    onward(at);
  }
}

/** Which of several councils' returns is worked on: the answer is that council, or the folder of an unknown one. */
const isOfCouncils = (question) => question.key.startsWith("council-of:");
const isCouncil = (code) => (state.about?.councils ?? []).some((one) => one.code === code);

/** The council to check. Where several councils' returns are here, its return is the one that is worked on. */
export async function chooseCouncil(code) {
  choose({ authority: code, councilFrom: "you" });
  const asked = [...openQuestions(), ...answeredQuestions()].find(isOfCouncils);
  const settled = !asked?.answers.some((one) => one.key === code) || (await settle(asked.key, code));
  await councilKnown();
  return settled;
}

async function askAgain(question) {
  if (!(await settle(question.key, ""))) return;
  await councilKnown();
  const at = openQuestions().findIndex((one) => one.key === question.key);
  announce(`Asked again. ${count(openQuestions().length, "question")} left.`);
  setTimeout(() => goTo(at < 0 ? "asks" : `${idOf(at)}t`));
}

const choice = (question, answer, at, nth) =>
  html`<li>
    <button
      type="button"
      class="govuk-button btn-2 ${answer.likely ? "likely" : ""}"
      aria-describedby=${answer.effect ? `${idOf(at)}e${nth}` : ""}
      @click=${() => give(question, answer, at)}
    >
      ${answer.label}
    </button>
    <span id="${idOf(at)}e${nth}">${answer.effect}</span>
  </li>`;

/** Some of the values as written, and what each answer makes of them. */
function examples({ examples: shown, rows }) {
  if (!shown.length) return "";
  const example = ({ written, line, read }) =>
    html`<tr>
      <th scope="row">${written} <span class="soft">line ${number(line)}</span></th>
      ${read.map(([, text]) => html`<td><b>${text}</b></td>`)}
    </tr>`;
  return html`<table class="q-rows">
    <caption class="vh">
      ${rows > shown.length ? `${number(shown.length)} of ${count(rows, "value")}, read both ways` : "Read both ways"}
    </caption>
    <thead>
      <tr>
        <th scope="col">In the file</th>
        ${shown[0].read.map(([way]) => html`<th scope="col">${way}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${shown.map(example)}
    </tbody>
  </table>`;
}

const asked = (question, at) =>
  html`<li id=${idOf(at)}>
    <div role="group" aria-labelledby="${idOf(at)}t">
      <h3 id="${idOf(at)}t" tabindex="-1">
        ${question.sentence} ${question.first ? html`<span class="govuk-tag tag-new">Before the check</span>` : ""}
      </h3>
      <p class="why-q">
        ${
          question.where && !question.sentence.includes(question.where) ? `${question.where}: ` : ""
        }${question.evidence}
      </p>
      ${examples(question)}
      <ul class="ans">
        ${question.answers.map((answer, nth) => choice(question, answer, at, nth))}
      </ul>
    </div>
  </li>`;

const labelOf = (question) => question.answers.find((one) => one.key === question.answer)?.label ?? "";

const settled = (question) =>
  html`<span class="q">${question.sentence}</span> <b>${labelOf(question)}</b>
    <button type="button" class="linkish" @click=${() => askAgain(question)}>
      Change<span class="vh"> the answer to: ${question.sentence}</span>
    </button>`;

function answered(list) {
  if (!list.length) return "";
  if (list.length === 1) return html`<p class="answered">1 answered: ${settled(list[0])}</p>`;
  return html`<details class="answered">
    <summary>${list.length} answered: ${list.map(labelOf).join(", ")}. <span class="as-link">Change</span></summary>
    <ul>
      ${repeat(
        list,
        (one) => one.key,
        (one) => html`<li>${settled(one)}</li>`,
      )}
    </ul>
  </details>`;
}

export function questions() {
  const open = openQuestions();
  const done = answeredQuestions();
  if (!open.length && !done.length) return "";
  if (!open.length)
    return html`<section class="asks all-done" aria-label="Questions about your files">${answered(done)}</section>`;
  const anyLikely = open.some((one) => one.answers.some((answer) => answer.likely));
  return html`<section class="asks" aria-labelledby="asks">
    <h2 id="asks" tabindex="-1">Please answer ${count(open.length, "question")}</h2>
    <p class="soft">
      ${anyLikely ? "The likely answer is in bold. " : ""}An answer can be changed later, and none changes your files.
    </p>
    <ol>
      ${repeat(open, (one) => one.key, asked)}
    </ol>
    ${answered(done)}
  </section>`;
}
