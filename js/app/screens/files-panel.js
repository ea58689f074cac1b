// What to check: year, council, options, Python's state, and the button.
import { html } from "lit-html";
import { asAt, asWritten, usualDay, yearEnd } from "../as-at.js";
import { check, stopCheck } from "../checking.js";
import { choose, chooseYear, forget } from "../session.js";
import { arrive } from "../arrival.js";
import { change, state, unfold } from "../state.js";
import { goTo } from "../jump.js";
import { BEFORE_CHECK } from "../to-check.js";
import { goodIcon, waitIcon, wrongIcon } from "../parts/icons.js";
import { copyDetails } from "../parts/fault.js";
import { count, number, yearLabel } from "../words.js";

function yearField() {
  const years = state.about?.years ?? [];
  const guessed = state.files?.year;
  const chosen = state.choices.year;
  const hint = () => {
    if (!chosen) return "Guessed from the dates in your files.";
    const period = `1 April ${chosen - 1} to 31 March ${chosen}.`;
    if (guessed === chosen && state.files.year_from) return `${state.files.period ? sentence(state.files.period) : period} ${sentence(state.files.year_from)}`;
    return guessed && guessed !== chosen ? `${period} The dates in your files suggest ${yearLabel(guessed)}.` : period;
  };
  return html`<div class="govuk-form-group"><label class="govuk-label" for="year">Collection year</label>
    <select class="govuk-select" id="year" aria-describedby="year-hint" ?disabled=${!years.length} @change=${(event) => chooseYear(Number(event.target.value) || null)}>
      ${chosen ? "" : html`<option value="" selected>${years.length ? "From your files" : "…"}</option>`}
      ${years.toReversed().map((one) => html`<option value=${one.year} ?selected=${one.year === chosen}>${one.label}</option>`)}
    </select><div class="after-hint" id="year-hint">${hint()}</div></div>`;
}

const sentence = (text) => (/[.!?]$/.test(text) ? text : text + ".");

function councilField() {
  const councils = state.about?.councils ?? [];
  const wanted = state.open.noCouncil && !state.choices.authority;
  return html`<div class="govuk-form-group ${wanted ? "govuk-form-group--error" : ""}"><label class="govuk-label" for="council">Council</label>
    ${wanted ? html`<p class="govuk-error-message" id="council-error"><span class="vh">Error: </span>Choose your council. Rules about placements and postcodes need it.</p>` : ""}
    <select class="govuk-select" id="council" aria-describedby="council-hint ${wanted ? "council-error" : ""}" ?disabled=${!councils.length} @change=${(event) => choose({ authority: event.target.value })}>
      <option value="" ?selected=${!state.choices.authority}>${councils.length ? "Choose your council" : "…"}</option>
      ${councils.map((one) => html`<option value=${one.code} ?selected=${one.code === state.choices.authority}>${one.name} (${one.code})</option>`)}
    </select><div class="after-hint" id="council-hint">Remembered on this computer. Nothing else is.</div></div>`;
}

function asAtField() {
  const typed = state.choices.asAt;
  const wrong = state.open.noDay && asAt() === null;
  const over = yearEnd() && (asAt() ?? usualDay()) >= yearEnd();
  const hint = over ? "The year is over: everything is due." : "The year is not over: what isn’t due before 31 March is set apart, never hidden.";
  return html`<div class="govuk-form-group ${wrong ? "govuk-form-group--error" : ""}"><label class="govuk-label" for="as-at">As at</label>
    ${wrong ? html`<p class="govuk-error-message" id="as-at-error"><span class="vh">Error: </span>Write a day as dd/mm/yyyy, such as ${asWritten(usualDay())}.</p>` : ""}
    <input class="govuk-input day" id="as-at" inputmode="numeric" autocomplete="off" aria-describedby="as-at-hint ${wrong ? "as-at-error" : ""}" .value=${typed ?? asWritten(usualDay())}
      @input=${(event) => choose({ asAt: event.target.value })} @change=${(event) => event.target.value.trim() || choose({ asAt: null })}>
    <div class="after-hint" id="as-at-hint">${hint}</div></div>`;
}

function options() {
  const own = state.choices.year;
  const years = (state.about?.years ?? []).toReversed();
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Options</span></summary>
    <div class="govuk-details__text"><label class="govuk-label" for="rules-year">Use the rules of</label>
      <select class="govuk-select" id="rules-year" aria-describedby="rules-hint" @change=${(event) => choose({ rulesYear: Number(event.target.value) || null })}>
        <option value="" ?selected=${!state.choices.rulesYear}>${own ? `${yearLabel(own)}, this return’s own year` : "This return’s own year"}</option>
        ${years.filter((one) => one.year !== own).map((one) => html`<option value=${one.year} ?selected=${one.year === state.choices.rulesYear}>${one.label}</option>`)}
      </select><div class="after-hint" id="rules-hint">Pick another year to see what would fail under its rules.</div></div></details>`;
}

/** Python's state, always in the same element: what moves the focus to Check moves it here, just before it. */
function pythonLine() {
  const [icon, text] = pythonState(state.engine);
  return html`<p class="ready" id=${BEFORE_CHECK} tabindex="-1">${icon}<span role="status">${text}</span></p>`;
}

function pythonState({ status, text }) {
  if (status === "stopped") return [wrongIcon, html`<strong>Python is not running.</strong> See the top of the page.`];
  if (status === "starting") return [waitIcon, text];
  const rules = state.about?.years.find((one) => one.year === (state.choices.rulesYear ?? state.choices.year));
  return [goodIcon, html`<strong>Python is ready.</strong> ${rules ? `${count(rules.rules, "rule is", "rules are")} in force for ${rules.label}.` : ""}`];
}

async function press(go) {
  if (!state.choices.authority) {
    unfold("noCouncil", true);
    setTimeout(() => goTo("council"));
    return;
  }
  if (asAt() === null) {
    unfold("noDay", true);
    setTimeout(() => goTo("as-at"));
    return;
  }
  go("#/findings/overview");
  await check();
  if (state.route.place !== "findings") return;
  arrive(); // what was the progress is another screen now
  change();
}

function button(go) {
  const rows = state.files?.rows ?? 0;
  if (state.engine.status === "stopped") return "";
  if (state.check.status === "running") return progress();
  const what = rows ? count(rows, "row") : state.waiting.length ? count(state.waiting.length, "file") : "";
  const ready = state.engine.status === "ready" && rows && !state.waiting.length;
  if (ready) return html`<div class="check-bar"><button type="button" class="govuk-button btn-wide" id="check" @click=${() => press(go)}>Check ${what}</button></div>`;
  const text = what ? `Check ${what} when ready` : "Check";
  return html`<button type="button" class="govuk-button btn-wide" aria-disabled="true" aria-describedby="why-not">${text}</button>
    <div class="after-hint" id="why-not">${what ? (state.engine.status === "ready" ? "Your files are being read." : "Python is still loading. Go on adding files.") : state.files?.files.length ? "No row of these files can be checked yet." : "Add files first, or try with the sample data."}</div>`;
}

/** How far the check is, by rule, with a way to stop it. */
export function progress() {
  const { finished, total, code, title } = state.check;
  return html`<div class="checking">
    <p class="checking-line"><strong>${total ? `Checking: ${number(finished)} of ${count(total, "rule")}` : "Getting ready to check"}</strong></p>
    <progress max=${total || 1} .value=${total ? finished : 0} aria-label="Rules checked">${finished}</progress>
    <p class="meta checking-rule">${code ? `${code} ${title ?? ""}` : ""}</p>
    <p><button type="button" class="govuk-button btn-2" @click=${stopCheck}>Stop</button></p>
  </div>`;
}

function forgetLine() {
  if (!state.open.forget) {
    return html`<button type="button" class="linkish" @click=${() => { unfold("forget", true); setTimeout(() => document.getElementById("forget-yes")?.focus()); }}>Forget everything</button>
      <div class="after-hint">Clears all files, results and changes, and the council. Closing or reloading the page clears all but the council.</div>`;
  }
  const yes = async () => {
    await forget();
    document.querySelector("h1")?.focus();
  };
  return html`<p><strong>Forget all files and results?</strong> Your files themselves stay as they are.</p>
    <div class="row-btn"><button type="button" class="govuk-button" id="forget-yes" @click=${yes}>Yes, forget</button><button type="button" class="govuk-button btn-2" @click=${() => unfold("forget", false)}>Keep</button></div>`;
}

export function panel(go) {
  const { message } = state;
  return html`<aside class="panel stick" aria-label="What to check">
    <h2>What to check</h2>
    ${yearField()}
    ${councilField()}
    ${asAtField()}
    ${options()}
    ${pythonLine()}
    ${state.check.status === "stopped" ? html`<p class="soft" role="status">The check was stopped. Your files are still here.</p>` : ""}
    ${message ? html`<p role="alert">${wrongIcon} <strong>${message.text}</strong> ${copyDetails(message.details, state)} to report it.</p>` : ""}
    ${button(go)}
    ${state.outdated ? html`<p class="after-hint">The errors on show are from before your last change. Check again to bring them up to date.</p>` : ""}
    <div class="panel-foot">${forgetLine()}</div>
  </aside>`;
}
