// One child: facts, time line, errors, and all rows with the cells in question marked.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { href } from "../router.js";
import { localOfChild } from "../parts/local-rules.js";
import { loading } from "../parts/loading.js";
import { failedScreen } from "../parts/fault.js";
import { outcomeLine } from "../parts/outcome.js";
import { timeline } from "../parts/timeline.js";
import { causes } from "./child-causes.js";
import { modeButton } from "./child-edit.js";
import { childKeys } from "./child-keys.js";
import { childTables } from "./child-tables.js";
import { chainOfChild } from "./chain.js";
import { twoListsOfChild } from "./two-lists.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { turnsOf } from "../stores/turns.js";
import { count, number } from "../format.js";

const hrefOf = (id, route) => href(["findings", "child", id], route.filter, { sort: route.show.sort });

/** Previous or Next, as a button; a child that was fixed or accepted meanwhile stays in the list. */
const turn = (text, id, turns, route, css, key) =>
  html`<a class="govuk-button ${css}" data-key=${key} href=${hrefOf(id, route)}
    >${text}: ${id}${turns.done.has(id) ? `, ${turns.done.get(id)}` : ""}</a
  >`;

/** "Child 5 of 419, 3 fixed, 1 accepted". */
function position({ ids, at, done: became }, some) {
  const which = some ? "that match the filter" : "with errors";
  const all = [...became.values()];
  const done = ["fixed", "accepted"]
    .map((what) => [all.filter((one) => one === what).length, what])
    .map(([n, what]) => (n ? `, ${number(n)} ${what}` : ""))
    .join("");
  if (at < 0) return `Not one of the ${count(ids.length, "child", "children")} ${which}`;
  return `Child ${number(at + 1)} of ${number(ids.length)}${some ? ` ${which}` : ""}${done}`;
}

function childBar(route) {
  const turns = turnsOf(route);
  const some = Object.keys(route.filter).some((key) => key !== "child");
  const back = html`<span
    ><a href=${href(["findings", "child"], route.filter, { sort: route.show.sort })}>All children with errors</a></span
  >`;
  if (!turns) return html`<nav class="turn" aria-label="Work through the children">${back}</nav>`;
  const { ids, at } = turns;
  const next = ids[at + 1];
  return html`<nav class="turn" aria-label="Work through the children">
    ${back}<span class="go"
      >${ids.length ? html`<span class="pos">${position(turns, some)}</span>` : ""}
      ${at > 0 ? turn("Previous", ids[at - 1], turns, route, "btn-2", "p") : ""}
      ${next ? turn(at < 0 ? "First" : "Next", next, turns, route, "", "n") : ""}</span
    >
  </nav>`;
}

const facts = (child) =>
  html`<dl class="child-facts">
    ${child.facts.map(
      (fact) =>
        html`<div class=${String(fact.value).length > 22 ? "wide" : ""}>
          <dt>${fact.label}</dt>
          <dd>${fact.value}</dd>
        </div>`,
    )}
  </dl>`;

export function child(route) {
  const instead = unchecked(`Child ${route.id}`);
  if (instead) return instead;
  const { data, pending, fault } = query(`child ${route.id}`, "child", route.id);
  if (fault) return failedScreen(`Child ${route.id}`, fault);
  if (!data) return loading(`Child ${route.id}`, "Getting the child’s record…");
  if (!data.found) {
    return html`<h1 tabindex="-1">Child ${route.id}</h1>
      <p class="lead">No child with this id is in the files.</p>
      <p><a href=${href(["findings", "child"], route.filter)}>See all children with errors</a></p>`;
  }
  childKeys();
  return html`<div class="print-wide" aria-busy=${pending}>
    ${childBar(route)}
    <h1 tabindex="-1">Child ${data.child}</h1>
    ${outdatedNote()} ${facts(data)} ${outcomeLine("stays")} ${causes(data, route)} ${localOfChild(data.child)}
    ${twoListsOfChild(data.child)} ${chainOfChild(data.child)}
    ${
      data.timeline
        ? html`<h2>Time in care</h2>
            ${timeline(data)}`
        : ""
    }
    ${modeButton()}
    <h2 class="vh">Rows in the files</h2>
    ${childTables(data, route)}
  </div>`;
}
