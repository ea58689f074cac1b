// One child: facts, time line, errors, and all rows with the cells in question marked.
import { html } from "lit-html";
import { ask } from "../ask.js";
import { state } from "../state.js";
import { href } from "../router.js";
import { jump } from "../jump.js";
import { loading } from "../parts/loading.js";
import { ourFault } from "../parts/fault.js";
import { marker } from "../parts/marker.js";
import { acceptButton, acceptForm } from "../parts/accept.js";
import { outcomeLine } from "../parts/outcome.js";
import { statusTags } from "../parts/status.js";
import { timeline } from "../parts/timeline.js";
import { accept } from "../fixing.js";
import { canChange, modeButton, openCell } from "./child-edit.js";
import { offerFor } from "./rule-actions.js";
import { childTables, rowId } from "./child-tables.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { count, number } from "../words.js";

const ruleLink = (code, route) => html`<a href=${href(["findings", "rule", code], route.filter)}>${code}</a>`;
const place = (error) => `${error.label ?? error.table}${error.line ? `, line ${number(error.line)}` : ""}`;
const toRow = (error) => html`<a href="#row" @click=${jump(rowId(error.n))}>${place(error)}</a>`;

/** The cell at fault, where it is one of this year's that can be changed. */
function cellOf(error, child) {
  const table = child.tables.find((one) => one.table === error.table);
  const row = table?.rows.find((one) => !one.last && one.notes.some((note) => note.n === error.n));
  const can = (index) => canChange(table.table, table.columns[index].field);
  const culprit = row?.cells.findIndex((cell, index) => cell.errors?.includes(error.n) && can(index));
  const at =
    row && culprit < 0
      ? row.cells.findIndex(
          (_, index) => can(index) && error.fields.some((one) => one.field === table.columns[index].field),
        )
      : culprit;
  return row && at >= 0 ? { table: table.table, at: row.at, field: table.columns[at].field } : null;
}

/** What is said of the errors of one cause, each sentence once with those it is said of; its title isn't said again. */
function sentences(errors, title) {
  const found = new Map();
  for (const error of errors) {
    const text = error.text === title ? "" : error.text;
    found.set(text, [...(found.get(text) ?? []), error]);
  }
  return [...found].map(([text, said]) => ({ text, errors: said }));
}

/** One thing to do: an error by itself, or several with one cause. */
function thing(group, errors, child, route) {
  const of = group.n.map((n) => errors.get(n)).filter(Boolean);
  if (!of.length) return "";
  const [first] = of;
  const mark = (error) => marker(error.n, error.status.includes("later"));
  const key = `error-${first.n}`;
  const cell = cellOf(first, child);
  const offer = offerFor(first.code);
  const about = html`<span class="vh"> (error ${first.n})</span>`;
  const act = (note) =>
    accept(
      {},
      of.map((error) => error.finding),
      note,
    );
  return html`<li>
    <div class="hd">${mark(first)}<strong>${group.title ?? first.title}</strong></div>
    <div class="in">
      ${first.status.length ? html`<p class="tags">${statusTags(first)}</p>` : ""}
      ${of.length === 1 ? "" : html`<p>One cause, ${of.length} errors. Fix it once and look again.</p>`}
      ${sentences(of, group.title).map(
        ({ text, errors: said }) =>
          html`${text ? html`<p>${text}</p>` : ""}
            <ul class="codes">
              ${said.map((error) => html`<li>${mark(error)}<span>${ruleLink(error.code, route)} ${error.title} (${toRow(error)})</span></li>`)}
            </ul>`,
      )}
      <div class="acts">
        ${cell ? html`<button type="button" class="linkish" @click=${() => openCell(cell.table, cell.at, cell.field)}>Change it by hand${about}</button>` : ""}${offer ? html`<a href=${href(["fix"], {}, { offer: offer.key })}>Fix it with others${about}</a>` : ""}${acceptButton(key, "linkish", about)}
      </div>
      ${acceptForm(key, { errors: of.length, accepted: of.some((error) => error.status.includes("accepted")), act })}
      <details class="more">
        <summary>How to fix it${about}</summary>
        <p>${first.fix}</p>
      </details>
    </div>
  </li>`;
}

function errorList(child, route) {
  const errors = new Map(child.errors.map((error) => [error.n, error]));
  const grouped = new Set((child.groups ?? []).flatMap((group) => group.n));
  const groups = [
    ...(child.groups ?? []),
    ...child.errors.filter((error) => !grouped.has(error.n)).map((error) => ({ n: [error.n] })),
  ].sort((one, other) => Math.min(...one.n) - Math.min(...other.n));
  const things = groups.length < child.errors.length ? `, ${count(groups.length, "thing")} to do` : "";
  return html`<section class="things" aria-labelledby="fl">
    <h2 id="fl" class="h3">${child.errors.length ? `${count(child.errors.length, "error")}${things}` : "No errors"}</h2>
    <ol class="flist">
      ${groups.map((group) => thing(group, errors, child, route))}
    </ol>
    <p class="meta">All of the child’s errors are shown. The filter decides which child comes next.</p>
  </section>`;
}

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

const later = (child) => child.errors.filter((error) => error.status.includes("later")).length;

const facts = (child) =>
  html`<dl class="child-facts">
    ${child.facts.map(
      (fact) =>
        html`<div class=${String(fact.value).length > 22 ? "wide" : ""}>
          <dt>${fact.label}</dt>
          <dd>${fact.value}</dd>
        </div>`,
    )}
    <div>
      <dt>Errors</dt>
      <dd>
        <strong>${number(child.errors.length)}</strong
        >${later(child) ? `, of which ${number(later(child))} not due yet` : ""}
      </dd>
    </div>
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
    ${outdatedNote()} ${facts(data)} ${outcomeLine("stays")} ${errorList(data, route)}
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
