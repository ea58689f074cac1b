// Rules and sources: every rule in force in a year, in words, and what changed.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { state } from "../state.js";
import { href } from "../router.js";
import { loading } from "../parts/loading.js";
import { failedScreen } from "../parts/fault.js";
import { debounced } from "../debounced-input.js";
import { findBox } from "../parts/find-box.js";
import { count, tableNames, yearLabel } from "../format.js";

const address = (year, show) => href(["rules", String(year)], {}, show);
const matches = (rule, find) =>
  !find || `${rule.code} ${rule.title} ${rule.wrong}`.toLowerCase().includes(find.toLowerCase());

const entry = (rule) =>
  html`<li>
    <details class="rule-entry">
      <summary>
        <span class="code">${rule.code}</span><span>${rule.title}</span>${
          rule.changed
            ? html`<span class="govuk-tag tag-new">${rule.changed.startsWith("New") ? "New" : "Changed"}</span>`
            : html`<span></span>`
        }
      </summary>
      <div class="rule-text">
        <p class="meta">${[rule.category_label, tableNames(rule.tables), rule.in_force].filter(Boolean).join(". ")}</p>
        <div class="why">
          <div>
            <h3 class="h4">What is wrong</h3>
            <p>${rule.wrong}</p>
          </div>
          <div>
            <h3 class="h4">How to fix it</h3>
            <p>${rule.fix}</p>
          </div>
        </div>
        ${
          rule.fields.length
            ? html`<p>
                <span class="soft">Fields:</span>
                ${rule.fields.map((one) => `${one.label} (${one.table} ${one.field})`).join(", ")}
              </p>`
            : ""
        }
        ${rule.needs.length ? html`<p><span class="soft">Needs:</span> ${rule.needs.join(", ")}</p>` : ""}
        ${rule.changed ? html`<p><span class="soft">What changed:</span> ${rule.changed}</p>` : ""}
      </div>
    </details>
  </li>`;

export function ruleBook(route, go) {
  const years = state.about?.years ?? [];
  if (!years.length) return loading("Rules and sources", "The rules are shown as soon as Python is ready.");
  const year = years.some((one) => one.year === Number(route.id))
    ? Number(route.id)
    : (state.choices.rulesYear ?? state.choices.year ?? years.at(-1).year);
  const { data, pending, fault } = query("rule_book", "rule_book", year);
  if (fault) return failedScreen("Rules and sources", fault);
  if (!data) return loading("Rules and sources", "Getting the rules…");
  const find = route.show.find ?? "";
  const changedOnly = route.show.changed === "yes";
  const rules = data.rules.filter((rule) => matches(rule, find) && (!changedOnly || rule.changed));
  const changed = data.rules.filter((rule) => rule.changed).length;
  return html`<div aria-busy=${pending}>
    <h1 tabindex="-1">Rules and sources</h1>
    <p>
      The rules are those of the Department for Education’s guide to the children looked after return, collection by
      collection, put into plain English here. ${count(data.rules.length, "rule is", "rules are")} in force for
      ${yearLabel(year)}.
    </p>
    ${data.as_known ? html`<p class="as-known">${data.as_known}</p>` : ""}
    <div class="find-line">
      <div>
        <label class="govuk-label" for="book-year">Collection year</label
        ><select class="govuk-select" id="book-year" @change=${(event) => go(address(event.target.value, route.show))}>
          ${years
            .toReversed()
            .map((one) => html`<option value=${one.year} ?selected=${one.year === year}>${one.label}</option>`)}
        </select>
      </div>
      <div class="grow">
        ${findBox(
          "book-find",
          "Find by code or word",
          find,
          debounced((text) => address(year, { ...state.route.show, find: text })),
        )}
      </div>
      ${
        changed
          ? html`<div>
              <span class="govuk-label">Show</span>
              <div class="row-btn one-line">
                <a href=${address(year, { ...route.show, changed: changedOnly ? "" : "yes" })}
                  >${changedOnly ? "All rules" : `Only the ${changed} that are new or changed`}</a
                >
              </div>
            </div>`
          : ""
      }
    </div>
    <p class="meta" role="status">${count(rules.length, "rule")}${find ? " found" : ""}</p>
    <ul class="rule-book">
      ${rules.map(entry)}
    </ul>
    ${
      data.dropped?.length
        ? html`<h2>No longer in force</h2>
            <p>In force for ${yearLabel(year - 1)}, but not since.</p>
            <ul class="govuk-list">
              ${data.dropped.map((rule) => html`<li><span class="code">${rule.code}</span> ${rule.title}</li>`)}
            </ul>`
        : ""
    }
    <h2>Where all this comes from</h2>
    <p>
      The rules and code lists: the Department for Education’s guide and its list of checks for each year. Councils and
      postcodes: open data of the Office for National Statistics and Ordnance Survey. What is bundled, with its
      licences: <a href="licences.txt">licences.txt</a>. Which homes and agencies exist comes from
      <a href="#/help/providers">Ofsted’s list</a>, which you add yourself.
    </p>
  </div>`;
}
