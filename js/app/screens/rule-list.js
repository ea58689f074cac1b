// The rules with errors at the left of a rule. The chosen one is in sight whenever one comes to it.
import { html, nothing } from "lit-html";
import { query } from "../stores/query.js";
import { state, setUi } from "../state.js";
import { href, same } from "../router.js";
import { bar } from "../parts/charts.js";
import { localByRule } from "../parts/local-rules.js";
import { debounced } from "../debounced-input.js";
import { count, number, percent } from "../format.js";

const keepInList = (route) => ({ find: route.show.find, order: route.show.order });

/** The address of another rule of the list. */
const toRule = (route, code) => href(["findings", "rule", code], route.filter, keepInList(route));

/** Scrolls the list, not the page, until the chosen rule is in sight; once for each rule that is chosen. */
function showChosen() {
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".listbox"));
  const chosen = /** @type {HTMLElement | null | undefined} */ (box?.querySelector("[aria-current]"));
  const code = chosen?.dataset.code ?? "";
  if (!box?.clientHeight || !code || box.dataset.shown === code) return;
  box.dataset.shown = code;
  const [list, item] = [box.getBoundingClientRect(), chosen.getBoundingClientRect()];
  if (item.top < list.top || item.bottom > list.bottom)
    box.scrollTop += item.top - list.top - (list.height - item.height) / 2;
}

const isLater = (rule) => state.summary.later_rules?.includes(rule.code);

function item(rule, code, route, fixable, share) {
  const later = isLater(rule);
  return html`<li>
    <a href=${toRule(route, rule.code)} data-code=${rule.code} aria-current=${rule.code === code ? "true" : nothing}>
      <span class="code">${rule.code}</span><span>${rule.title}</span><span class="cnt">${number(rule.errors)}</span>
      <span class="sub"
        >${fixable ? html`<span class="govuk-tag">Can be fixed</span>` : ""}${
          later ? html`<span class="govuk-tag tag-later">Not due yet</span>` : ""
        }${share}<span class="pc">${percent(rule.share)}</span></span
      ></a
    >
  </li>`;
}

function finder(route, go, total) {
  const order = route.show.order === "code" ? "code" : "";
  return html`<div class="finder">
    <h2 class="h3">${total === undefined ? "Rules with errors" : `${count(total, "rule")} with errors`}</h2>
    <div class="line">
      <label class="govuk-label" for="find">Find by code or word</label
      ><button type="button" class="linkish" @click=${() => go(same(route, { order: order ? "" : "code" }))}>
        ${order ? "In order of code" : "Most errors first"}<span class="vh"
          >. Press for ${order ? "most errors first" : "order of code"}</span
        >
      </button>
    </div>
    <input
      class="govuk-input"
      id="find"
      type="search"
      maxlength="500"
      autocomplete="off"
      .value=${route.show.find ?? ""}
      @input=${debounced((text) => same(state.route, { find: text }))}
    />
  </div>`;
}

/** The rules of which nothing is due yet, folded: what can be done now comes first. */
function notDue(rules, code, route, draw) {
  if (!rules.length) return "";
  const errors = rules.reduce((sum, rule) => sum + rule.errors, 0);
  const open = state.ui.notDueRules || Boolean(route.show.find) || rules.some((rule) => rule.code === code);
  return html`<details
    class="later-line"
    ?open=${open}
    @toggle=${(event) => event.target.open !== open && setUi("notDueRules", event.target.open)}
  >
    <summary><span>${count(errors, "error")} not due yet</span>, in ${count(rules.length, "rule")}</summary>
    <ul class="rules">
      ${rules.map(draw)}
    </ul>
  </details>`;
}

export function ruleList(route, go, data, code) {
  const rules = data?.rules ?? [];
  const fixable = new Set(query("fix", "fix").data?.offers.flatMap((one) => one.rules));
  const most = Math.max(1, ...rules.map((one) => one.errors));
  const draw = (rule) => item(rule, code, route, fixable.has(rule.code), bar(rule.errors / most));
  const later = rules.filter(isLater);
  const fold = later.length < rules.length; // of a filter that leaves nothing else they are the list
  requestAnimationFrame(showChosen);
  return html`<section aria-label="Rules with errors" id="rule-list" tabindex="-1" class="stick list-side no-print">
    ${finder(route, go, data?.total)}
    <div class="listbox" tabindex="0" role="region" aria-label="List of rules">
      <ul class="rules">
        ${(fold ? rules.filter((rule) => !isLater(rule)) : rules).map(draw)}
      </ul>
      ${fold ? notDue(later, code, route, draw) : ""}
      ${data && !rules.length ? html`<p class="none">No rule with errors matches.</p>` : ""}
      ${localByRule(route.show.find ?? "")}
    </div>
  </section>`;
}

const ordinal = (n) => {
  const tens = n % 100;
  return `${number(n)}${tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th")}`;
};

/** "10th of 86, Previous, Next"; on a narrow screen the list is behind "All 86 rules". */
export function ruleNav(route, data, code) {
  const rules = data?.rules ?? [];
  const at = rules.findIndex((one) => one.code === code);
  const step = (rule, text) => (rule ? html`<a href=${toRule(route, rule.code)}>${text}: ${rule.code}</a>` : "");
  return html`<nav class="steps no-print" aria-label="Rules with errors, one by one">
    ${at >= 0 ? html`<span class="soft">${ordinal(at + 1)} of ${number(rules.length)}</span>` : ""}
    ${
      rules.length
        ? html`<a class="all" href=${same(route, { list: "open" })}>All ${count(rules.length, "rule")}</a>`
        : ""
    }
    ${step(rules[at - 1], "Previous")} ${at >= 0 ? step(rules[at + 1], "Next") : ""}
  </nav>`;
}
