// Overview: the rules that were not run and what to do about it, and what those that were run could not look at.
import { html } from "lit-html";
import { copyDetails } from "../parts/fault.js";
import { wrongIcon } from "../parts/icons.js";
import { th, thead } from "../parts/table.js";
import { codeRuns, count, number } from "../format.js";

function which(rules) {
  if (rules.length === 1) return html`${rules[0].code} ${rules[0].title}`;
  const runs = codeRuns(rules.map((one) => one.code));
  if (runs.length <= 14) return runs.join(", ");
  return html`${runs.slice(0, 10).join(", ")}
    <details class="more">
      <summary>and ${number(runs.length - 10)} more</summary>
      ${runs.slice(10).join(", ")}
    </details>`;
}

/** Children and placements of which something isn't known, and the rules that were run without them. */
export function leftOut(view) {
  return view.left_out.map(
    (one) =>
      html`<p>
        ${one.why} of ${count(one.rules.length, "rule")}: <span class="soft">${which(one.rules)}</span>. ${one.todo}
      </p>`,
  );
}

export function notRun(view) {
  if (!view.not_run.length)
    return html`<section class="section">
      <h2 id="nr">Every rule in force was run</h2>
      ${leftOut(view)}
    </section>`;
  const row = (one) =>
    html`<tr>
      <td>
        ${
          one.fault
            ? html`${wrongIcon} <strong>A fault of this tool, not of your data</strong><br /><span class="meta"
                  >${one.why}</span
                >`
            : one.why
        }
      </td>
      <td class="num">${number(one.rules.length)}</td>
      <td class="soft">${which(one.rules)}</td>
      <td>
        ${
          one.fault
            ? html`${copyDetails(one.details || one.why)} to report it. They hold no child’s data.`
            : html`${one.todo}${one.help ? html` <a href="#/help/${one.help}">How to get it</a>` : ""}`
        }
      </td>
    </tr>`;
  return html`<section class="section">
    <h2 id="nr">${view.rules_not_run === 1 ? "1 rule was" : `${number(view.rules_not_run)} rules were`} not run</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="nr">
      <table class="grid w-640" aria-labelledby="nr">
        ${thead("Why", th("Rules", "num"), "Which", "What to do")}
        <tbody>
          ${view.not_run.map(row)}
        </tbody>
      </table>
    </div>
    ${leftOut(view)}
  </section>`;
}
