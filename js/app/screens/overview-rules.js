// Overview: what another year's rules change, rule by rule, and which saved checks are not compared for that.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { areOthers } from "../parts/rules-strip.js";
import { href } from "../router.js";
import { state } from "../state.js";
import { th, thead } from "../parts/table.js";
import { count, number } from "../format.js";

const by = (n) => (n ? `${n > 0 ? "+" : "−"}${number(Math.abs(n))}` : "0");

const row = (one) =>
  html`<tr>
    <td>
      <a href=${href(["findings", "rule", one.code])}><span class="code">${one.code}</span> ${one.title}</a>
    </td>
    <td>${one.why}</td>
    <td class="num">${one.own === null ? html`<span class="soft">no rule</span>` : number(one.own)}</td>
    <td class="num">${one.used === null ? html`<span class="soft">no rule</span>` : number(one.used)}</td>
    <td class="num">${one.gone ? by(-one.gone) : ""}</td>
    <td class="num">${one.come ? by(one.come) : ""}</td>
  </tr>`;

function heading({ used_label: used, own, used: now }) {
  const less = own - now;
  if (!less) return `What the rules of ${used} change: as many errors`;
  return `What the rules of ${used} change: ${count(Math.abs(less), "error")} ${less > 0 ? "fewer" : "more"}`;
}

function table(view) {
  return html`<p>
      ${count(view.own, "error")} with the rules of ${view.own_label}, this return’s own year; ${number(view.gone)} of
      them go and ${number(view.come)} others come: ${number(view.used)} with the rules of ${view.used_label}. A change
      can help under one year’s rules and not under another’s: fix with the return’s own.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="vs">
      <table class="grid versus w-640" aria-labelledby="vs">
        ${thead(
          "Rule",
          `In ${view.used_label}`,
          th(view.own_label, "num"),
          th(view.used_label, "num"),
          th("Go", "num"),
          th("Come", "num"),
        )}
        <tbody>
          ${view.rows.map(row)}
          <tr>
            <td>All other rules</td>
            <td>Nothing differs</td>
            <td class="num">${number(view.same)}</td>
            <td class="num">${number(view.same)}</td>
            <td></td>
            <td></td>
          </tr>
          <tr>
            <th scope="row">All errors</th>
            <td></td>
            <td class="num"><strong>${number(view.own)}</strong></td>
            <td class="num"><strong>${number(view.used)}</strong></td>
            <td class="num"><strong>${by(-view.gone)}</strong></td>
            <td class="num"><strong>${by(view.come)}</strong></td>
          </tr>
        </tbody>
      </table>
    </div>`;
}

/** Saved checks that used other rules than this one. */
const notCompared = (said) => said.map((one) => html`<p class="govuk-inset-text">${one}</p>`);

export function otherRules(view) {
  if (!areOthers(state.summary)) return notCompared(view.not_compared);
  const { data } = query("rule years", "rule_years");
  return html`${notCompared(view.not_compared)}
    <section class="section">
      <h2 id="vs" tabindex="-1">${data ? heading(data) : "What the other rules change"}</h2>
      ${data ? table(data) : html`<p class="soft">Checking with the rules of ${view.year_label} too…</p>`}
    </section>`;
}
