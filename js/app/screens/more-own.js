// More checks: this council's own rules, which are on, and what they find.
import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { query } from "../stores/query.js";
import { alterInTurn } from "../stores/changes.js";
import { focusWhenDrawn } from "../focus/focus.js";
import { isRefused, isUsed, local, runAgain, use } from "../stores/local-rules.js";
import { href } from "../router.js";
import { localTag, ownRulesLine } from "../parts/local-rules.js";
import { making } from "../parts/making.js";
import { onOff } from "../parts/on-off.js";
import { th, thead } from "../parts/table.js";
import { count, number } from "../format.js";

/** Leave a file out or use it again, and go on at what undoes that. */
function take(file, wanted, at) {
  use(file, wanted);
  focusWhenDrawn(`#${wanted ? "own-remove" : "own-again"}-${at}`);
}

const leftOut = (file, at) =>
  isRefused(file)
    ? html`<p>
        ${file.name} is left out.
        <button type="button" class="linkish" id="own-again-${at}" @click=${() => take(file, true, at)}>
          Use its rules again
        </button>
      </p>`
    : "";

/** The file of the rules below it, and a way to be without them. */
const head = (file, at) =>
  html`<tr role="row" class="kind own-file">
    <th role="rowheader" scope="rowgroup" colspan="2">
      ${file.name} <span class="mean">${count(file.rules.length, "rule")}</span>
    </th>
    <td role="cell" class="num">
      <button type="button" class="linkish" id="own-remove-${at}" @click=${() => take(file, false, at)}>
        Remove<span class="vh"> the rules of ${file.name}</span>
      </button>
    </td>
  </tr>`;

async function turnLocal(on, code, title) {
  await alterInTurn("local_switch", on, code);
  runAgain();
  announce(`${title}: ${on ? "on" : "off"}.`);
}

/** What a rule finds, as a link to it, or why nothing is said of that. */
function finds(one, { given, found }, isOff) {
  const rule = found?.rules.find((other) => other.code === one.code);
  const stopped = found?.problems.find((other) => other.code === one.code);
  if (!given.running || isOff) return html`<span class="soft">off</span>`;
  if (rule?.problem || stopped) return html`<span class="soft">not run</span>`;
  if (!rule) return html`<span class="soft">${local.running || !given.ran ? "…" : "not this year"}</span>`;
  return html`<a href=${href(["more", one.code])}>${number(rule.things)}<span class="vh"> of ${one.title}</span></a>`;
}

/** Why a rule was not run; "" where it was. */
const whyNot = (one, found) =>
  found?.rules.find((other) => other.code === one.code)?.problem ||
  found?.problems.find((other) => other.code === one.code)?.text ||
  "";

function line(one, known) {
  const isOff = known.given.off.includes(one.code);
  return html`<tr role="row" class=${isOff ? "off" : ""}>
    <td role="cell" class="on">
      ${onOff(`${one.code} ${one.title}`, !isOff, (on) => turnLocal(on, one.code, one.title))}
    </td>
    <th role="rowheader" scope="row">
      <span class="code">${one.code}</span> ${one.title} ${localTag}
      <span class="mean">${whyNot(one, known.found)}</span>
    </th>
    <td role="cell" class="num key" data-k="Finds">${finds(one, known, isOff)}</td>
  </tr>`;
}

const table = (known) =>
  html`<table role="table" class="grid more-checks">
    <caption class="vh">
      This council’s own rules, which are on, and what they find
    </caption>
    ${thead("On", "Rule", th("Finds", "num"))}
    ${known.given.files.map((file, at) =>
      isUsed(file)
        ? html`<tbody role="rowgroup">
            ${head(file, at)}${file.rules.map((one) => line(one, known))}
          </tbody>`
        : "",
    )}
  </table>`;

/** How much they found, and what stood in their way. */
const outcome = (found) =>
  html`<p class="soft">
    ${
      local.running
        ? `${local.running}…`
        : `${count(found?.total ?? 0, "thing")} to look at in ${count(found?.children ?? 0, "child", "children")}.`
    }
    Not among the Department’s errors, and not among the checks below.
  </p>`;

const problems = (found) =>
  html`${(found?.problems ?? [])
    .filter((one) => !one.code)
    .map((one) => html`<p class="local-problem"><strong>Not run.</strong> ${one.text}</p>`)}
  ${local.fault ? html`<p role="alert">They could not be run: ${local.fault}</p>` : ""}`;

/** This council's own: the rules of the files that are used. */
export function ownRules() {
  const given = query("local files", "local_files").data;
  const files = given?.files.filter(isUsed) ?? [];
  const out = given?.files.map(leftOut) ?? [];
  if (!files.length) return html`${out}${ownRulesLine()}`;
  const found = query("local all", "local_found", "", "", 0, 1).data;
  return html`<section class="own-rules" aria-labelledby="own-rules">
    <h2 id="own-rules">This council’s own</h2>
    ${outcome(found)}
    <div class="actionbar">
      ${onOff(
        "Run your own rules with every check",
        given.running,
        (on) => turnLocal(on, "", "Your own rules"),
        html`<span>Run your own rules with every check</span>`,
      )}
    </div>
    ${problems(found)} ${table({ given, found })} ${out}
    <div class="row-btn">
      ${making("local_together", "Download all as one file", { css: "btn-2", args: [files.map((file) => file.name)] })}
    </div>
    ${ownRulesLine()}
    <h2>Checks that come with Check 903</h2>
  </section>`;
}
