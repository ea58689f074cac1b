// What to check: year, council, options, each with where it comes from; Python's state, and the button.
import { html } from "lit-html";
import { asAt, asWritten, usualDay, yearEnd } from "../stores/as-at.js";
import { choose, chooseYear, forget } from "../session.js";
import { state, setUi } from "../state.js";
import { BEFORE_CHECK } from "../focus/to-check.js";
import { goodIcon, waitIcon, wrongIcon } from "../parts/icons.js";
import { copyDetails } from "../parts/fault.js";
import { count, yearLabel } from "../format.js";
import { chooseCouncil } from "./files-ask.js";
import { button, openLine } from "./files-check.js";

const ended = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Where the year comes from, and the way to the one that the files are of. */
function yearHint() {
  const { year } = state.choices;
  if (!year || !state.files?.year_from) return "Comes from your files.";
  const { year_from: from, year_evidence: evidence, suggested } = state.files;
  const chosen = from.startsWith("Chosen by you");
  const said = !evidence ? ended(from) : chosen ? `${ended(from)} ${evidence}.` : `Proposed: ${evidence}.`;
  const other =
    suggested && suggested !== year
      ? html` Your files are of ${yearLabel(suggested)}.
          <button type="button" class="linkish" @click=${() => chooseYear(null)}>Use ${yearLabel(suggested)}</button>`
      : "";
  return html`${said}${other}`;
}

function yearField() {
  const years = state.about?.years ?? [];
  const chosen = state.choices.year;
  return html`<div class="govuk-form-group">
    <label class="govuk-label" for="year">Collection year</label>
    <select
      class="govuk-select"
      id="year"
      aria-describedby="year-hint"
      ?disabled=${!years.length}
      @change=${(event) => chooseYear(Number(event.target.value) || null)}
    >
      ${chosen ? "" : html`<option value="" selected>${years.length ? "From your files" : "…"}</option>`}
      ${years
        .toReversed()
        .map((one) => html`<option value=${one.year} ?selected=${one.year === chosen}>${one.label}</option>`)}
    </select>
    <div class="after-hint" id="year-hint">${yearHint()}</div>
  </div>`;
}

/** Where the council comes from, and what the postcodes say of it. */
function councilHint() {
  const { authority, councilFrom } = state.choices;
  if (!authority) return "This computer remembers it, and nothing else.";
  const { council } = state;
  if (councilFrom === "data" && council?.sentence) return `Proposed: ${council.sentence}.`;
  if (council?.question && !council.question.answer)
    return html`${COUNCIL_FROM[councilFrom] ?? ""} The postcodes say <b>${council.likely_name}</b>:
      <a href="#/files" data-jump="q1t">question 1</a>.`;
  return `${COUNCIL_FROM[councilFrom] ?? ""} ${council?.agrees ? `${council.sentence}.` : ""}`;
}

const COUNCIL_FROM = {
  before: "Chosen on this computer last time.",
  you: "Chosen today. This computer remembers it, and nothing else.",
  sample: "The council of the sample data.",
  work: "From your work.",
};

function councilField() {
  const councils = state.about?.councils ?? [];
  const { authority } = state.choices;
  const wanted = state.ui.noCouncil && !authority;
  return html`<div class="govuk-form-group ${wanted ? "govuk-form-group--error" : ""}">
    <label class="govuk-label" for="council">Council</label>
    ${
      wanted
        ? html`<p class="govuk-error-message" id="council-error">
            <span class="vh">Error: </span>Choose your council. Rules about placements and postcodes need it.
          </p>`
        : ""
    }
    <select
      class="govuk-select"
      id="council"
      aria-describedby="council-hint ${wanted ? "council-error" : ""}"
      ?disabled=${!councils.length}
      @change=${(event) => chooseCouncil(event.target.value)}
    >
      <option value="" ?selected=${!authority}>${councils.length ? "Choose your council" : "…"}</option>
      ${councils.map(
        (one) => html`<option value=${one.code} ?selected=${one.code === authority}>${one.name} (${one.code})</option>`,
      )}
    </select>
    <div class="after-hint" id="council-hint">${councilHint()}</div>
  </div>`;
}

function asAtField() {
  const typed = state.choices.asAt;
  const wrong = state.ui.noDay && asAt() === null;
  const over = yearEnd() && (asAt() ?? usualDay()) >= yearEnd();
  const from = typed?.trim() ? "Written by you." : over ? "The last day of the year." : "Today.";
  const hint = `${from} ${
    over
      ? "The year is over: everything is due."
      : "The year is not over: what isn’t due before 31 March is listed separately."
  }`;
  return html`<div class="govuk-form-group ${wrong ? "govuk-form-group--error" : ""}">
    <label class="govuk-label" for="as-at">As at</label>
    ${
      wrong
        ? html`<p class="govuk-error-message" id="as-at-error">
            <span class="vh">Error: </span>Write a day as dd/mm/yyyy, such as ${asWritten(usualDay())}.
          </p>`
        : ""
    }
    <input
      class="govuk-input day"
      id="as-at"
      inputmode="numeric"
      autocomplete="off"
      aria-describedby="as-at-hint ${wrong ? "as-at-error" : ""}"
      .value=${typed ?? asWritten(usualDay())}
      @input=${(event) => choose({ asAt: event.target.value })}
      @change=${(event) => event.target.value.trim() || choose({ asAt: null })}
    />
    <div class="after-hint" id="as-at-hint">${hint}</div>
  </div>`;
}

function options() {
  const own = state.choices.year;
  const years = (state.about?.years ?? []).toReversed();
  return html`<details class="govuk-details">
    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Options</span></summary>
    <div class="govuk-details__text">
      <label class="govuk-label" for="rules-year">Use the rules of</label>
      <select
        class="govuk-select"
        id="rules-year"
        aria-describedby="rules-hint"
        @change=${(event) => choose({ rulesYear: Number(event.target.value) || null })}
      >
        <option value="" ?selected=${!state.choices.rulesYear}>
          ${own ? `${yearLabel(own)}, this return’s own year` : "This return’s own year"}
        </option>
        ${years
          .filter((one) => one.year !== own)
          .map(
            (one) =>
              html`<option value=${one.year} ?selected=${one.year === state.choices.rulesYear}>${one.label}</option>`,
          )}
      </select>
      <div class="after-hint" id="rules-hint">Another year’s rules show what would fail under them.</div>
    </div>
  </details>`;
}

/** Python's state, always in the same element: what moves the focus to Check moves it here, just before it. */
function pythonLine() {
  const [icon, text] = pythonState(state.python);
  return html`<p class="ready" id=${BEFORE_CHECK} tabindex="-1">${icon}<span role="status">${text}</span></p>`;
}

function pythonState({ status, text }) {
  if (status === "stopped") return [wrongIcon, html`<strong>Python is not running.</strong> See the top of the page.`];
  if (status === "starting") return [waitIcon, text];
  const rules = state.about?.years.find((one) => one.year === (state.choices.rulesYear ?? state.choices.year));
  return [
    goodIcon,
    html`<strong>Python is ready.</strong>
      ${rules ? `${count(rules.rules, "rule is", "rules are")} in force for ${rules.label}.` : ""}`,
  ];
}

function forgetLine() {
  if (!state.ui.forget) {
    return html`<button
        type="button"
        class="linkish"
        @click=${() => {
          setUi("forget", true);
          setTimeout(() => document.getElementById("forget-yes")?.focus());
        }}
      >
        Forget everything
      </button>
      <div class="after-hint">
        Clears all files, answers, results and changes, and the council. Closing or reloading the page clears all but
        the council.
      </div>`;
  }
  const yes = async () => {
    await forget();
    document.querySelector("h1")?.focus();
  };
  return html`<p><strong>Forget all files and results?</strong> Your files themselves stay as they are.</p>
    <div class="row-btn">
      <button type="button" class="govuk-button" id="forget-yes" @click=${yes}>Yes, forget</button
      ><button type="button" class="govuk-button btn-2" @click=${() => setUi("forget", false)}>Keep</button>
    </div>`;
}

export function panel(go) {
  const { message } = state;
  return html`<aside class="panel stick" aria-label="What to check">
    <h2>What to check</h2>
    ${yearField()} ${councilField()} ${asAtField()} ${options()} ${openLine()} ${pythonLine()}
    ${state.files?.few ? html`<p class="after-hint">${state.files.few}</p>` : ""}
    ${
      state.check.status === "stopped"
        ? html`<p class="soft" role="status">The check was stopped. Your files are still here.</p>`
        : ""
    }
    ${
      message
        ? html`<p role="alert">
            ${wrongIcon} <strong>${message.text}</strong> ${copyDetails(message.details)} to report it.
          </p>`
        : ""
    }
    ${button(go)}
    ${
      state.outdated
        ? html`<p class="after-hint">
            The errors on show are from before your last change. Check again to bring them up to date.
          </p>`
        : ""
    }
    <div class="panel-foot">${forgetLine()}</div>
  </aside>`;
}
