// The plan at the side: one cause with many errors, the groups best first, what is done, safe changes, and what is to
// be checked one by one.
import { html, nothing, svg } from "lit-html";
import { applySafe } from "../stores/corrections.js";
import { net } from "../parts/trial.js";
import { toOutcome } from "../parts/outcome.js";
import { href } from "../router.js";
import { state } from "../state.js";
import { count, number } from "../format.js";

export const partOf = (plan, part) => plan.lines.filter((line) => line.part === part);

/** The groups in the order in which the page goes through them. */
export const inOrder = (plan) => ["plan", "patterns", "safe", "apart"].flatMap((part) => partOf(plan, part));

/** "17 of 20 rows", "9 rows". */
function rows(line) {
  const all = count(line.records, line.unit, line.unit === "child" ? "children" : `${line.unit}s`);
  return line.ticked === line.records ? all : `${number(line.ticked)} of ${all}`;
}

const bar = (fewer, most) =>
  html`<svg class="bar" aria-hidden="true">
    ${svg`<rect class="track" width="100%" height="100%"/>
      <rect class="is-good" width=${`${Math.max(2, (100 * fewer) / most)}%`} height="100%"/>`}
  </svg>`;

const errors = (line) =>
  html`${net(line.gone, line.new)}<small> ${Math.abs(line.fewer) === 1 ? "error" : "errors"}</small>`;

const best = (line, most) =>
  html`<span class="net">${errors(line)}</span
    ><span class="lb">${bar(line.fewer, most)}<span class="ex1">${rows(line)}</span></span>`;

function pattern(line, most) {
  if (line.ticked)
    return html`${best(line, most)}<span class="ex"
        >Something is proposed for
        ${number(line.ticked)}${
          line.records > line.ticked ? `; ${number(line.records - line.ticked)} to look up or ask about` : ""
        }.</span
      >`;
  return html`<span class="ct">${rows({ ...line, ticked: line.records })}</span
    ><span class="ex">Nothing is proposed: look it up, or ask.</span>`;
}

const safe = (line) => html`<span class="ct">${rows(line)}</span>`;

function apart(line) {
  if (line.fewer > 0)
    return html`<span class="ct">${rows({ ...line, ticked: line.records })}</span
      ><span class="ex">${line.reason}</span>`;
  return html`<span class="net">${errors(line)}</span
    ><span class="ex"
      >${number(line.gone)} gone, <strong class="worse">${number(line.new)} new</strong>.
      ${rows({ ...line, ticked: line.records })}${
        line.helping
          ? `, ${number(line.helping)} ${
              line.helping === 1 ? "helps" : "help"
            } on ${line.helping === 1 ? "its" : "their"} own`
          : ""
      }.</span
    >`;
}

/** Groups applied, and what is left of them in force. */
function done(fix) {
  const steps = fix.log.filter((step) => step.by === "fix" && step.undone < step.changes);
  if (!steps.length) return "";
  const gone = steps.reduce((sum, step) => sum + step.gone - step.new, 0);
  return html`<details class="more groups-done">
    <summary>
      ${count(steps.length, "group")} done:
      ${gone < 0 ? count(-gone, "error more", "errors more") : count(gone, "error fewer", "errors fewer")}
    </summary>
    <ul class="plan">
      ${steps.map(
        (step) =>
          html`<li class="isdone">
            <span class="nm">${step.why}</span><span class="net">${net(step.gone, step.new)}</span
            ><span class="ex">${count(step.changes - step.undone, "change")} at ${step.when}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

async function applyAllSafe() {
  if (await applySafe()) toOutcome();
}

function safeButton(lines) {
  const changes = lines.reduce((sum, line) => sum + line.proposed, 0);
  return html`<p class="all-safe">
    <button class="govuk-button btn-2" type="button" aria-disabled=${state.changing} @click=${applyAllSafe}>
      Apply ${changes === 1 ? "the safe change" : `all ${number(changes)} safe changes`}
    </button>
  </p>`;
}

export function planSide(plan, fix, chosen, open) {
  const most = Math.max(1, ...plan.lines.map((line) => line.fewer));
  const list = (lines, draw) =>
    html`<ul class="plan">
      ${lines.map(
        (line) =>
          html`<li>
            <a
              href=${href(["fix"], {}, { offer: line.key })}
              aria-current=${line.key === chosen ? "true" : nothing}
              @click=${() => open(line.key)}
              ><span class="nm">${line.title}</span>${draw(line, most)}</a
            >
          </li>`,
      )}
    </ul>`;
  /** @type {(title: string, lines: any[], draw: any, more?: {meta?: string, text?: string, after?: Drawn}) => Drawn} */
  const section = (title, lines, draw, { meta = "", text = "", after = "" } = {}) =>
    lines.length
      ? html`<div class="plan-h">
            <h2 class="h3">${title}</h2>
            ${meta ? html`<span class="meta">${meta}</span>` : ""}
          </div>
          ${text ? html`<p class="meta">${text}</p>` : ""} ${list(lines, draw)} ${after}`
      : "";
  const good = partOf(plan, "plan");
  const harmless = partOf(plan, "safe");
  return html`<div class="plan-side" id="plan" tabindex="-1">
    <div class="plan-two">
      <div>
        ${section("One cause, many errors", partOf(plan, "patterns"), pattern)}
        ${section("The plan, best first", good, best, { meta: `${number(good.length)} to do` })} ${done(fix)}
      </div>
      <div>
        ${section("Safe: nothing changes its meaning", harmless, safe, { after: safeButton(harmless) })}
        ${section("Check one by one", partOf(plan, "apart"), apart, {
          meta: "nothing ticked",
          text: "These would cause as many new errors as they remove, or another group does better.",
        })}
      </div>
    </div>
  </div>`;
}
