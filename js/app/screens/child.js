// One child: facts, time line, errors, and all rows with the cells in question marked.
import { html } from "lit-html";
import { ask } from "../ask.js";
import { state } from "../state.js";
import { href } from "../router.js";
import { loading } from "../parts/loading.js";
import { ourFault } from "../parts/fault.js";
import { outcomeLine } from "../parts/outcome.js";
import { timeline } from "../parts/timeline.js";
import { causes } from "./child-causes.js";
import { modeButton } from "./child-edit.js";
import { childTables } from "./child-tables.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { number } from "../words.js";

const link = (id, text, route) => html`<a href=${href(["findings", "child", id], route.filter)}>${text}</a>`;

function childBar(child, route) {
  const some = Object.keys(route.filter).length > 0;
  return html`<div class="childbar">
    <span><a href=${href(["findings", "child"], route.filter)}>All children with errors</a></span>
    <span
      >${child.position ? html`Child ${number(child.position)} of ${number(child.of)} ${some ? "that match the filter" : "with errors"}` : ""}
      ${child.previous ? html`&nbsp; ${link(child.previous, html`Previous: ${child.previous}`, route)}` : ""}
      ${child.next ? html`&nbsp; ${link(child.next, html`Next: ${child.next}`, route)}` : ""}</span
    >
  </div>`;
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
  const { data, pending, fault } = ask(`child ${route.id}`, "child", route.id, route.filter);
  if (fault)
    return html`<h1 tabindex="-1">Child ${route.id}</h1>
      ${ourFault(fault, state)}`;
  if (!data) return loading(`Child ${route.id}`, "Getting the child’s record…");
  if (!data.found) {
    return html`<h1 tabindex="-1">Child ${route.id}</h1>
      <p class="lead">No child with this id is in the files.</p>
      <p><a href=${href(["findings", "child"], route.filter)}>See all children with errors</a></p>`;
  }
  return html`<div class="print-wide" aria-busy=${pending}>
    ${childBar(data, route)}
    <h1 tabindex="-1">Child ${data.child}</h1>
    ${outdatedNote()} ${facts(data)} ${outcomeLine("stays")} ${causes(data, route)}
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
