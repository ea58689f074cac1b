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

/** This council's own: the rules of the files that are used. */
export function ownRules() {
  const given = query("local files", "local_files").data;
  const all = given?.files ?? [];
  const files = all.filter(isUsed);
  const out = all.map(leftOut);
  if (!files.length) return html`${out}${ownRulesLine()}`;
  const found = query("local all", "local_found", "", "", 0, 1).data;
  const off = new Set(given.off);
  const turnLocal = async (on, code, title) => {
    await alterInTurn("local_switch", on, code);
    runAgain();
    announce(`${title}: ${on ? "on" : "off"}.`);
  };
  const finds = (one) => {
    const rule = found?.rules.find((other) => other.code === one.code);
    const stopped = found?.problems.find((other) => other.code === one.code);
    if (!given.running || off.has(one.code)) return html`<span class="soft">off</span>`;
    if (rule?.problem || stopped) return html`<span class="soft">not run</span>`;
    if (!rule) return html`<span class="soft">${local.running || !given.ran ? "…" : "not this year"}</span>`;
    return html`<a href=${href(["more", one.code])}>${number(rule.things)}<span class="vh"> of ${one.title}</span></a>`;
  };
  const why = (one) =>
    found?.rules.find((other) => other.code === one.code)?.problem ||
    found?.problems.find((other) => other.code === one.code)?.text ||
    "";
  const line = (one) =>
    html`<tr role="row" class=${off.has(one.code) ? "off" : ""}>
      <td role="cell" class="on">
        ${onOff(`${one.code} ${one.title}`, !off.has(one.code), (on) => turnLocal(on, one.code, one.title))}
      </td>
      <th role="rowheader" scope="row">
        <span class="code">${one.code}</span> ${one.title} ${localTag}
        <span class="mean">${why(one)}</span>
      </th>
      <td role="cell" class="num key" data-k="Finds">${finds(one)}</td>
    </tr>`;
  const others = (found?.problems ?? []).filter((one) => !one.code);
  return html`<section class="own-rules" aria-labelledby="own-rules">
    <h2 id="own-rules">This council’s own</h2>
    <p class="soft">
      ${
        local.running
          ? `${local.running}…`
          : `${count(found?.total ?? 0, "thing")} to look at in ${count(found?.children ?? 0, "child", "children")}.`
      }
      Not among the Department’s errors, and not among the checks below.
    </p>
    <div class="actionbar">
      ${onOff(
        "Run your own rules with every check",
        given.running,
        (on) => turnLocal(on, "", "Your own rules"),
        html`<span>Run your own rules with every check</span>`,
      )}
    </div>
    ${others.map((one) => html`<p class="local-problem"><strong>Not run.</strong> ${one.text}</p>`)}
    ${local.fault ? html`<p role="alert">They could not be run: ${local.fault}</p>` : ""}
    <table role="table" class="grid more-checks">
      <caption class="vh">
        This council’s own rules, which are on, and what they find
      </caption>
      ${thead("On", "Rule", th("Finds", "num"))}
      ${all.map((file, at) =>
        isUsed(file)
          ? html`<tbody role="rowgroup">
              ${head(file, at)}${file.rules.map(line)}
            </tbody>`
          : "",
      )}
    </table>
    ${out}
    <div class="row-btn">
      ${making("local_together", "Download all as one file", { css: "btn-2", args: [files.map((file) => file.name)] })}
    </div>
    ${ownRulesLine()}
    <h2>Checks that come with Check 903</h2>
  </section>`;
}
