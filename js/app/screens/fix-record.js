// A record in a group of the plan: all its changes in one row, its own effect, and the choice where another group wants
// the same.
import { html } from "lit-html";
import { net } from "../parts/trial.js";
import { tick } from "../parts/tick.js";
import { value } from "../parts/value.js";
import { href } from "../router.js";
import { state, setUi } from "../state.js";
import { childLink } from "../parts/table.js";
import { count, number } from "../format.js";
import { isTicked, tickRecord } from "./fix-ticks.js";
import { typedEffect, typedField } from "./fix-typed.js";

const OPEN = "which"; // the record whose errors are shown, as {key, record}

const nameOf = (row) => `child ${row.child}${row.line ? `, line ${number(row.line)}` : ""}`;

export const isOpen = (key, row) => state.ui[OPEN]?.key === key && state.ui[OPEN]?.record === row.record;

const lowerFirst = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

const about = (cell) =>
  cell.short || cell.value.length < 9
    ? html`<strong>${cell.value}</strong> ${cell.short}`
    : html`${cell.label === "Start" ? "from" : lowerFirst(cell.label)} ${cell.value}`;

function who(group, row, files) {
  const { about: known } = row;
  return html`<td role="cell" class="who key" data-k="Record">
    ${childLink(row.child)}
    <span class="soft">${row.line ? `line ${number(row.line)}` : ""}${files > 1 ? `, ${row.file}` : ""}</span>
    ${
      known.some((cell) => cell.value)
        ? html`<span class="mean"
            >${known.filter((cell) => cell.value).map((cell, at) => html`${at ? ", " : ""}${about(cell)}`)}</span
          >`
        : ""
    }
  </td>`;
}

const written = (cell, safe) =>
  safe && cell.value
    ? html`<span class="as-written">“${cell.value}”</span>`
    : cell.value
      ? value(cell)
      : html`<span class="soft">blank</span>`;

/** Column and line, where a record has several changes. */
const label = (row, one) =>
  row.changes.length > 1
    ? html`<span class="of">${one.label}${one.line ? `, line ${number(one.line)}` : ""}</span>`
    : "";

function before(group, row) {
  if (!row.changes.length) return group.held ? value({ value: group.held.value, short: "", meaning: "" }) : "";
  return row.changes.map(
    (one) =>
      html`<div>
        ${label(row, one)}${one.after ? written(one.before, group.part === "safe") : html`the row, once more`}
      </div>`,
  );
}

function after(group, row) {
  if (!row.changes.length)
    return (
      (row.place >= 0 && group.held && typedField(group, row, nameOf(row))) ||
      html`<span class="soft">nothing proposed</span>`
    );
  return html`${row.changes.map(
    (one) =>
      html`<div>
        ${row.changes.length > 1 ? html`<span class="of" aria-hidden="true">&nbsp;</span>` : ""}${
          one.after ? written(one.after, group.part === "safe") : html`<span class="code">taken out</span>`
        }
      </div>`,
  )}${row.more ? html`<span class="mean">and ${count(row.more, "more change")}</span>` : ""}`;
}

function effectOf(group, row) {
  if (!row.changes.length)
    return html`${(group.held && typedEffect(group, row)) ?? ""}<a
        class="meta"
        href=${href(["findings", "child", row.child])}
        >change by hand<span class="vh">, ${nameOf(row)}</span></a
      >`;
  const open = isOpen(group.key, row);
  const toggle = () => setUi(OPEN, open ? null : { key: group.key, record: row.record });
  return html`${net(row.gone, row.new)}<span class="mean">${number(row.gone)} gone, ${number(row.new)} new</span>${
      row.gone || row.new
        ? html`<button type="button" class="linkish meta" aria-expanded=${open} @click=${toggle}>
            see which<span class="vh"> errors of ${nameOf(row)}</span>
          </button>`
        : ""
    }`;
}

const SPELT = ["", "One", "Two", "Three", "Four"];

/** "Two groups propose a change here. Choose one". */
function choice(group, row) {
  const all = [
    { key: group.key, row, says: row.says, changes: row.changes.length + row.more, title: group.title },
    ...row.rivals.map((rival) => ({
      key: rival.key,
      row: rival,
      says: rival.says,
      changes: rival.changes,
      title: rival.title,
    })),
  ];
  const choose = (wanted) => {
    for (const one of all) if (one !== wanted) tickRecord(one.key, one.row, one.changes, false);
    if (wanted) tickRecord(wanted.key, wanted.row, wanted.changes, true);
  };
  const now = all.find((one) => isTicked(one.key, one.row));
  const name = `choice ${group.key} ${row.record}`;
  const radio = (one, text) =>
    html`<label
      ><input type="radio" name=${name} .checked=${one === now} @change=${() => choose(one)} /><span
        >${text}</span
      ></label
    >`;
  return html`<tr role="row" class="more">
    <td role="cell"></td>
    <td role="cell" colspan="5">
      <fieldset class="conflict">
        <legend>
          <strong>${SPELT[all.length] ?? number(all.length)} groups propose a change here. Choose one:</strong>
        </legend>
        ${all.map((one) =>
          radio(
            one,
            html`${one.says}
            ${net(one.row.gone, one.row.new)}${
              one.key === group.key
                ? ""
                : html` <a class="meta" href=${href(["fix"], {}, { offer: one.key })}>${one.title}</a>`
            }`,
          ),
        )}
        ${radio(undefined, all.length === 2 ? "Neither" : "None of them")}
      </fieldset>
    </td>
  </tr>`;
}

const list = (title, rules, none, css = "") =>
  html`<div>
    <h4 class=${css}>${title}</h4>
    ${
      rules.length
        ? html`<ul>
            ${rules.map(
              (one) =>
                html`<li><a href=${href(["findings", "rule", one.code])}>${one.code}</a><span>${one.title}</span></li>`,
            )}
          </ul>`
        : html`<p class="meta">${none}</p>`
    }
  </div>`;

/** Which errors of a record go and come. */
export function which(row) {
  const close = () => {
    setUi(OPEN, null);
    /** @type {HTMLElement | null} */ (document.querySelector(`.recs [aria-expanded="true"]`))?.focus();
  };
  return html`<div class="which-in" data-escape @leave=${close}>
    <div class="head">
      <h3>${row.line ? `Line ${number(row.line)}, child ${row.child}` : `Child ${row.child}`}</h3>
      <button type="button" class="linkish" @click=${close}>Close</button>
    </div>
    <p class="meta">Tried on a copy of the return. Nothing is changed yet.</p>
    <div class="two">
      ${list(`${number(row.gone)} gone`, row.gone_rules, "No error goes.")}
      ${list(`${number(row.new)} new`, row.new_rules, "No new error.", row.new ? "worse" : "")}
    </div>
  </div>`;
}

export function record(group, row, files) {
  const open = isOpen(group.key, row);
  const changes = row.changes.length + row.more;
  const several = row.rivals.length > 0;
  return html`<tr role="row" class="${open ? "open" : ""} ${several || open ? "holds-more" : ""}">
      <td role="cell" class="key">
        ${
          changes
            ? tick({
                label: `Change ${nameOf(row)}`,
                on: isTicked(group.key, row),
                change: (on) => tickRecord(group.key, row, changes, on),
              })
            : ""
        }
      </td>
      ${who(group, row, files)}
      <td role="cell" class="was key" data-k="Now">${before(group, row)}</td>
      <td role="cell" class="arrow" aria-hidden="true">→</td>
      <td role="cell" class="now key" data-k="Instead">${after(group, row)}</td>
      <td role="cell" class="eff key" data-k="Errors">${effectOf(group, row)}</td>
    </tr>
    ${several ? choice(group, row) : ""}
    ${
      open
        ? html`<tr role="row" class="more which-row">
            <td role="cell" colspan="6"><div class="which">${which(row)}</div></td>
          </tr>`
        : ""
    }`;
}
