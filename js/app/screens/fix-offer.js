// One group of proposed changes: its rows before and after, which are ticked, what applying them would do, and the button.
import { html } from "lit-html";
import { ask } from "../ask.js";
import { applyOffer } from "../fixing.js";
import { ourFault } from "../parts/fault.js";
import { loadingPart } from "../parts/loading.js";
import { toOutcome } from "../parts/outcome.js";
import { pager, paging } from "../parts/pager.js";
import { tick } from "../parts/tick.js";
import { value } from "../parts/value.js";
import { href } from "../router.js";
import { change, state, unfold } from "../state.js";
import { count, number } from "../words.js";

const PAUSE = 600; // ms without a further tick before the change is tried

// What is unticked, by group. The numbers are those of one state of the return: after a change they mean other rows.
let unticked = new Map();
let of = null;

function leftOut(key) {
  if (of !== state.summary) {
    of = state.summary;
    unticked = new Map();
  }
  if (!unticked.has(key)) unticked.set(key, new Set());
  return unticked.get(key);
}

function tickOne(key, n, on) {
  if (on) leftOut(key).delete(n);
  else leftOut(key).add(n);
  change();
}

function tickAll(key, total, on) {
  unticked.set(key, new Set(on ? [] : Array(total).keys()));
  change();
}

let wanted = "";
let tried = "";
let timer = 0;

/** What applying would do, tried on a copy once the ticking pauses; null until then. */
function trial(key, out) {
  const now = JSON.stringify([key, out]);
  if (now !== wanted) {
    wanted = now;
    clearTimeout(timer);
    timer = setTimeout(() => {
      tried = now;
      change();
    }, PAUSE);
  }
  if (now !== tried) return null;
  const { data, pending, fault } = ask("tried", "fix_try", key, out);
  return pending || fault ? null : data;
}

function both({ gone_rules, new_rules }) {
  const list = (title, rules, none) =>
    html`<div>
      <h3 class="h4">${title}</h3>
      ${
        rules.length
          ? html`<ul class="values">
              ${rules.map(
                (one) =>
                  html`<li>
                    <a href=${href(["findings", "rule", one.code])}><span class="code">${one.code}</span></a>
                    ${one.title} <span class="soft">(${number(one.errors)})</span>
                  </li>`,
              )}
            </ul>`
          : html`<p class="soft">${none}</p>`
      }
    </div>`;
  return html`<div class="why both" id="tried-both">
    ${list("Gone", gone_rules, "No error goes.")}${list("New", new_rules, "No new error.")}
  </div>`;
}

async function press(offer, out) {
  if (state.changing || out.length === offer.total) return;
  if (await applyOffer(offer, out)) toOutcome();
}

function applyBar(offer, out) {
  const ticked = offer.total - out.length;
  const done = ticked ? trial(offer.key, out) : null;
  const said = `${number(ticked)} of ${number(offer.total)} ticked.`;
  const open = Boolean(state.open.both);
  return html`<div class="stickbar">
    <button
      class="govuk-button"
      type="button"
      aria-disabled=${!ticked || state.changing}
      @click=${() => press(offer, out)}
    >
      ${state.changing ? "Checking again…" : `Apply ${count(ticked, "change")}`}
    </button>
    <span
      ><span role="status"
        >${said}
        ${done ? html`Tried on a copy: <strong>${count(done.gone, "error")} gone, ${number(done.new)} new</strong>` : ticked ? "Trying on a copy…" : "Tick what to change."}</span
      >${done ? html`, <button type="button" class="linkish" aria-expanded=${open} aria-controls="tried-both" @click=${() => unfold("both", !open)}>${open ? "hide both" : "see both"}</button>` : ""}</span
    >
    ${done && open ? both(done) : ""}
  </div>`;
}

const written = (cell, safe) =>
  safe && cell.value ? html`<span class="as-written">“${cell.value}”</span>` : value({ ...cell, wrong: true });

function table(offer, out) {
  const { rows } = offer;
  const files = new Set(rows.map((row) => row.file));
  const fields = new Set(rows.map((row) => `${row.label} ${row.field}`));
  const keyed = rows.find((row) => row.key);
  const some = out.size > 0 && out.size < offer.total;
  const row = (one) =>
    html`<tr role="row">
      <td role="cell" class="key">
        ${tick({ label: `Change child ${one.child}, line ${number(one.line)}${one.field_label ? `, ${one.field_label}` : ""}`, on: !out.has(one.n), change: (on) => tickOne(offer.key, one.n, on) })}
      </td>
      <td role="cell" class="key" data-k="Child">
        <a class="child-id" href=${href(["findings", "child", one.child])}>${one.child || "blank"}</a>
      </td>
      <td role="cell" class="num key" data-k="Line">
        ${number(one.line)}${files.size > 1 ? html`<span class="mean">${one.file}</span>` : ""}
      </td>
      ${keyed ? html`<td role="cell" class="key nowrap" data-k=${keyed.key.label}>${one.key?.value ?? ""}</td>` : ""}
      ${fields.size > 1 ? html`<td role="cell" class="key" data-k="Field">${one.field_label || "The whole row"}<span class="mean">${one.label}</span></td>` : ""}
      ${one.beside.map((cell, at) => html`<td role="cell" class="key" data-k=${offer.beside[at].label}>${value(cell)}</td>`)}
      ${
        one.after
          ? html`<td role="cell" class="was gap-l key" data-k="Before">${written(one.before, offer.safe)}</td>
              <td role="cell" class="arrow" aria-hidden="true">→</td>
              <td role="cell" class="now key" data-k="After">${written(one.after, offer.safe)}</td>`
          : html`<td role="cell" class="was gap-l key" data-k="Before">the row, once more</td>
              <td role="cell" class="arrow" aria-hidden="true">→</td>
              <td role="cell" class="now key" data-k="After"><span class="code">taken out</span></td>`
      }
    </tr>`;
  const th = (text, css = "") => html`<th role="columnheader" scope="col" class=${css}>${text}</th>`;
  return html`<div class="scroll fits" tabindex="0" role="region" aria-label="Before and after">
    <table role="table" class="grid cards one-line w-fix" aria-labelledby="offer">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            ${tick({ label: `All ${count(offer.total, "change")}`, on: !out.size, some, change: (on) => tickAll(offer.key, offer.total, on) })}
          </th>
          ${th("Child")}${th("Line", "num")}${keyed ? th(keyed.key.label) : ""}${fields.size > 1 ? th("Field") : ""}${offer.beside.map((one) => th(one.label))}${th("Before", "gap-l")}
          <td role="cell"></td>
          ${th("After")}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(row)}
      </tbody>
    </table>
  </div>`;
}

// The rows stand beside the list or, on a phone, below it: once the chosen group's are there, the focus goes to their heading.
let wantsFocus = false;

export function focusRows() {
  wantsFocus = true;
}

function settleFocus() {
  if (!wantsFocus) return;
  wantsFocus = false;
  setTimeout(() => {
    const heading = document.getElementById("offer");
    heading?.scrollIntoView({ block: "nearest" });
    heading?.focus({ preventScroll: true });
  });
}

export function offerDetail(route, go, key) {
  const asked = paging(route);
  const { data: offer, fault } = ask(`offer ${key}`, "fix_offer", key, asked.page, asked.size);
  if (fault) return html`<section>${ourFault(fault, state)}</section>`;
  if (!offer) return loadingPart("Getting the rows…");
  settleFocus();
  const out = leftOut(key);
  return html`<section class="offer">
    <h2 id="offer" tabindex="-1">${offer.title}</h2>
    ${
      offer.total
        ? html`<p>
              ${offer.safe ? "" : html`<strong>${count(offer.total, "change")} for ${count(offer.children, "child", "children")}.</strong> `}${offer.text}
              ${offer.rules.length ? html`<span class="soft">${offer.rules.map((code, at) => html`${at ? ", " : offer.rules.length > 1 ? "Rules " : "Rule "}<a href=${href(["findings", "rule", code])}>${code}</a>`)}</span>` : ""}
            </p>
            ${table(offer, out)} ${pager(route, asked, offer.total, go, "changes")}
            ${applyBar(
              offer,
              [...out].sort((one, other) => one - other),
            )}`
        : html`<p>Nothing is left to change in this group. <a href="#/fix">See the others</a></p>`
    }
  </section>`;
}
