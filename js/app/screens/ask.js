// Ask: the user's own questions about the tables, in SQL and Python.
import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { asked, choose, editorIs, isBusy, open, openAgain, run, stop, take, typedText } from "../stores/ask-store.js";
import { download } from "../stores/downloads.js";
import { part } from "../../client/later.js";
import { setUi, state } from "../state.js";
import { savedQuestionsFile, saveQuestion } from "../stores/saved-questions.js";
import { checkButton, checkForm } from "./ask-check.js";
import { askDrop } from "./ask-drop.js";
import { answered, wrong } from "./ask-result.js";
import { side } from "./ask-side.js";
import { emptyPlace } from "./places-empty.js";
import { outdatedNote } from "./unchecked.js";

const LEAD = "Your own questions about the tables you loaded, in SQL or Python.";
const HOLDS = [
  [
    "Your tables",
    "This year’s and last year’s, with what follows from them, the codes’ meanings and the errors found.",
  ],
  ["Twenty questions that councils ask", "Ready to run and to change: placements, missing, reviews, errors by team."],
  ["Answers to take away", "As a table, a chart, CSV or Excel."],
];

/** The editor lives in an element that lit keeps. */
let host = null;
let mounted = null;
function mount(element) {
  if (!element || !part("editor")) return;
  if (host !== element) {
    mounted?.destroy();
    host = element;
    mounted = part("editor")(element, { onChange: typedText, onRun: run });
    mounted.set(asked.text[asked.language], asked.language);
    editorIs(mounted);
  }
}

const languages = () => {
  const button = (name, text) =>
    html`<button type="button" aria-pressed=${asked.language === name} @click=${() => choose(name)}>${text}</button>`;
  return html`<div class="tabs" role="group" aria-label="Language">
    ${button("sql", "SQL")}${button("python", "Python")}
  </div>`;
};

function chooser() {
  const option = (title) => html`<option value=${title} ?selected=${asked.title === title}>${title}</option>`;
  const ready = asked.words?.questions ?? [];
  return html`<div class="ask-saved">
    <label for="question">Question</label
    ><select class="govuk-select" id="question" .value=${asked.title} @change=${(event) => take(event.target.value)}>
      <option value="" ?selected=${!asked.title}>A new question</option>
      ${
        asked.own.length
          ? html`<optgroup label="Kept by you">${asked.own.map((one) => option(one.title))}</optgroup>`
          : ""
      }
      <optgroup label="Ready to run">${ready.map((one) => option(one.title))}</optgroup></select
    ><button type="button" class="linkish" @click=${() => setUi("keep", true)}>Save</button
    ><a class="to-tables" href="#tables" data-jump="tables">Tables and columns</a>
  </div>`;
}

function keeping() {
  if (!state.ui.keep) return "";
  const close = () => setUi("keep", false);
  const submit = (event) => {
    event.preventDefault();
    const title = new FormData(event.target).get("title").toString().trim();
    if (!title) return;
    saveQuestion(title);
    download(savedQuestionsFile());
    close();
  };
  return html`<form class="keep-form" @submit=${submit} data-escape @leave=${close}>
    <label class="govuk-label" for="keep-title">Name of the question</label>
    <div class="row-btn">
      <input
        class="govuk-input"
        id="keep-title"
        name="title"
        maxlength="200"
        autocomplete="off"
        .value=${asked.title}
      />
      <button class="govuk-button" type="submit">Save</button
      ><button class="govuk-button btn-2" type="button" @click=${close}>Cancel</button>
    </div>
    <p class="meta">
      Makes one small file of all questions that you saved. It holds their words and no data of your tables. Drop it
      here next time, or send it to a colleague.
    </p>
  </form>`;
}

function runLine() {
  const long = asked.running && performance.now() - asked.running > 900;
  const button = long
    ? html`<button class="govuk-button" type="button" @click=${stop}>Stop</button>`
    : html`<button class="govuk-button" type="button" aria-disabled=${isBusy()} @click=${run}>Run</button>`;
  return html`<div class="ask-run" data-done=${asked.done}>
    ${button}<span class="kbd"><span class="vh">or press </span>Ctrl + Enter</span
    ><span class="soft" role="status">${said()}</span>${checkButton()}
  </div>`;
}

function said() {
  if (asked.loading) return `${asked.loading}…`;
  if (asked.running) return "Running…";
  if (asked.wrong) return asked.wrong.line ? `Stopped at line ${asked.wrong.line}` : "Stopped";
  if (asked.answer) return `${rows(asked.answer)}in ${asked.answer.seconds.toFixed(2)} seconds`;
  return asked.making ? `${asked.making}…` : "";
}

const rows = (answer) =>
  answer.kind === "table"
    ? `${answer.total.toLocaleString("en-GB")} ${answer.total === 1 ? "row" : "rows"} `
    : "Answered ";

const loadingPandas = () =>
  asked.loading.includes("pandas")
    ? html`<div class="ask-loading">
        <span><strong>${asked.loading}.</strong> Only the first time; SQL needs no loading. You can go on writing.</span
        ><progress aria-label=${asked.loading}></progress>
      </div>`
    : "";

/** Examples to start from, until something was answered. */
function examples() {
  if (asked.answer || asked.wrong || !asked.words?.questions.length) return "";
  return html`<h2>Start from a question that is ready</h2>
    <p class="soft">Each opens in the editor, ready to run and change, in SQL and in Python.</p>
    <ul class="examples">
      ${asked.words.questions.map(
        (one) =>
          html`<li>
            <button type="button" class="linkish" @click=${() => take(one.title)}>${one.title}</button
            ><span class="meta">${one.note}</span>
          </li>`,
      )}
    </ul>`;
}

export function ask(route, go) {
  if (!state.summary) return emptyPlace("Ask", LEAD, HOLDS);
  open();
  return html`<div class="page-head">
      <div>
        <h1 tabindex="-1">Ask</h1>
        <div class="soft">${LEAD}</div>
      </div>
      <div class="lockline">
        <svg class="ico" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4.5 7V5a3.5 3.5 0 0 1 7 0v2H13v8H3V7zm1.7 0h3.6V5a1.8 1.8 0 0 0-3.6 0z" />
        </svg>
        <span
          >Runs on this computer. The code can’t send anything and can’t change your files.
          <a href="#/help/ask">What it can and can’t do</a></span
        >
      </div>
    </div>
    ${outdatedNote()}
    ${
      asked.fault
        ? html`<div class="ask-fault" role="alert">
            <h2>Ask could not be made ready</h2>
            <p>${asked.fault}</p>
            <button class="govuk-button" type="button" @click=${openAgain}>Try again</button>
          </div>`
        : ""
    }
    <div class="ask">
      ${side()}
      <section aria-label="Question" @dragover=${(event) => event.preventDefault()} @drop=${askDrop}>
        <div class="ask-bar">${languages()}${chooser()}</div>
        <div class="editor" ${ref((element) => mount(element))}>
          ${part("editor") ? "" : html`<p class="soft">The editor is being loaded…</p>`}
        </div>
        ${keeping()} ${runLine()} ${loadingPandas()} ${wrong()} ${checkForm()} ${answered(route, go)} ${examples()}
        <p class="meta ask-foot">
          Your questions stay until you close the page. “Save” makes a small file of them. A Python package
          (<code>.whl</code>, pure Python) that you drop here is installed for your questions.
        </p>
      </section>
    </div>`;
}
