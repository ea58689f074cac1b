// The box in the header of every place: a child, a rule, a line of a file, a word of a rule. What is found is a list
// box under it: Up and Down choose, Enter opens, Esc leaves. Where there is little room a magnifier opens it under the
// header.
import { html, nothing } from "lit-html";
import { query } from "../stores/query.js";
import { href } from "../router.js";
import { change, state } from "../state.js";
import { count, number } from "../format.js";

const LONGEST = 100; // characters
const PAUSE = 150; // ms, once the typing stops
const ID = "find-anything";
const LABEL = "Find a child, a rule, a line or a word";

/**
 * What is typed, what is asked for, which one is chosen, of which kind all are shown, whether the list is open, and
 * whether Enter was pressed before the list was of all that was typed.
 */
const EMPTY = { typed: "", asked: "", at: -1, allOf: "", open: false, entered: false };
let now = EMPTY;
let timer = 0;
/** @type {HTMLElement | null} */
let before = null; // what had the focus before the box

function set(patch) {
  now = { ...now, ...patch };
  change();
}

const box = () => /** @type {HTMLInputElement | null} */ (document.getElementById(ID));

/** Move to the box. */
export function toFinder() {
  set({ open: true });
  reach();
  if (document.activeElement !== box()) setTimeout(reach); // where there is little room it must be drawn first
}

function reach() {
  box()?.focus();
  box()?.select();
}

function close({ back = false } = {}) {
  clearTimeout(timer);
  set({ open: false, asked: now.typed.trim(), at: -1, allOf: "", entered: false });
  if (!back) return;
  if (before && before !== document.body && before.isConnected) before.focus();
  else box()?.blur();
}

/** Leave the box as one opens another screen. */
export function leaveFinder() {
  if (now.open || now.typed) now = EMPTY;
}

// -- what was found ---------------------------------------------------------------------------------------------------

const toRule = (hit) => (state.summary ? href(["findings", "rule", hit.id]) : href(["rules"], {}, { find: hit.id }));
const toRow = (hit) =>
  hit.id
    ? href(["findings", "child", hit.id], {}, { to: hit.to })
    : href(["findings", "all"], { table: hit.to.split("-")[1] });
const ADDRESS = {
  rule: toRule,
  word: toRule,
  local: (hit) => href(["more", hit.id]),
  child: (hit) => href(["findings", "child", hit.id]),
  row: toRow,
};

/** Everything that can be chosen, from top to bottom: hits, and a way to see all of a kind. */
const choices = (data) =>
  (data?.groups ?? []).flatMap((group) => [
    ...group.hits.map((hit) => ({ group, hit })),
    ...(group.hits.length < group.total && now.allOf !== group.kind ? [{ group, hit: null }] : []),
  ]);

function choose({ group, hit }) {
  if (!hit)
    return set({ allOf: group.kind, at: choices(found()?.data).findIndex((one) => one.group.kind === group.kind) });
  const to = ADDRESS[group.kind](hit);
  close();
  box()?.blur();
  now.typed = now.asked = "";
  if (location.hash === to) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = to;
}

const found = () => (now.asked ? query("finder", "search", now.asked, now.allOf) : undefined);

/** The part of a text that was typed, marked. */
function marked(text) {
  const word = now.asked.trim().toLowerCase();
  const at = word ? text.toLowerCase().indexOf(word) : -1;
  if (at < 0) return text;
  return html`${text.slice(0, at)}<mark>${text.slice(at, at + word.length)}</mark>${text.slice(at + word.length)}`;
}

const errorsOf = (hit) => (hit.errors === null ? "" : hit.errors ? count(hit.errors, "error") : "no errors");

function option(choice, at) {
  const { group, hit } = choice;
  return html`<div
    role="option"
    id="hit-${at}"
    class="hit ${at === now.at ? "at" : ""}"
    aria-selected=${at === now.at}
    @mousedown=${(event) => event.preventDefault()}
    @click=${() => choose(choice)}
  >
    ${
      hit
        ? html`<span><b>${marked(hit.name)}</b> <span class="said">${hit.text}</span></span
            ><span class="num">${errorsOf(hit)}</span>`
        : html`<span class="all">Show all ${number(group.total)}</span>`
    }
  </div>`;
}

function groupOf(group, all) {
  const more = now.allOf === group.kind && group.hits.length < group.total;
  return html`<div role="group" aria-labelledby="hits-${group.kind}">
    <h2 id="hits-${group.kind}" role="presentation">${group.label}</h2>
    ${all.map((choice, at) => (choice.group === group ? option(choice, at) : ""))}
    ${
      more
        ? html`<p class="meta" role="presentation">
            The first ${number(group.hits.length)} of ${number(group.total)}. Type more of it.
          </p>`
        : ""
    }
  </div>`;
}

/** A sentence under the list: how many, or that there is nothing. */
const said = (data) =>
  !data
    ? "Looking…"
    : data.total
      ? `${number(data.total)} found. Up and down to choose, Enter to open, Esc to close.`
      : `Nothing found for “${data.text}”.`;

function hits(data, all) {
  return html`<div class="hits">
    <div role="listbox" id="hits" aria-label="What was found">
      ${(data?.groups ?? []).map((group) => groupOf(group, all))}
    </div>
    <p class="meta" role="status">${said(data)}</p>
    ${state.summary ? "" : html`<p class="meta">Children and rows are found once the files are checked.</p>`}
  </div>`;
}

// -- the box ----------------------------------------------------------------------------------------------------------

function look(asked) {
  if (asked !== now.asked) set({ asked, at: -1, allOf: "" });
}

function typed(event) {
  const text = event.target.value;
  clearTimeout(timer);
  set({ typed: text, open: true, entered: false });
  timer = setTimeout(() => look(text.trim()), PAUSE);
}

function focused(event) {
  before = event.relatedTarget;
  if (!now.open) set({ open: true });
}

function move(by, all) {
  if (!all.length) return;
  const at = now.at + by;
  set({ open: true, at: at < 0 ? all.length - 1 : at >= all.length ? 0 : at });
  requestAnimationFrame(() => document.getElementById(`hit-${now.at}`)?.scrollIntoView({ block: "nearest" }));
}

/** Open the one that is chosen, or the first: of all that was typed, not of the first half of it. */
function enter(all) {
  clearTimeout(timer);
  look(now.typed.trim());
  if (found()?.pending) set({ entered: true });
  else if (all.length) choose(all[Math.max(0, now.at)]);
}

function pressed(event, all) {
  const act = {
    ArrowDown: () => move(1, all),
    ArrowUp: () => move(-1, all),
    Enter: () => enter(all),
    Escape: () => close({ back: true }),
  }[event.key];
  if (!act || event.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

const glass = (css) =>
  html`<svg class=${css} viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="6" cy="6" r="4.5" />
    <path d="m9.5 9.5 4.5 4.5" />
  </svg>`;

export function finder() {
  const { data, pending } = (now.open && found()) || {};
  const all = choices(data);
  if (now.entered && !pending) {
    now = { ...now, entered: false };
    queueMicrotask(() => enter(all));
  }
  const shown = now.open && Boolean(now.asked);
  return html`<search class="find ${now.open ? "is-open" : ""}">
    <button
      type="button"
      class="find-open"
      aria-expanded=${now.open}
      @mousedown=${(event) => event.preventDefault()}
      @click=${() => (now.open ? close({ back: true }) : toFinder())}
    >
      ${glass("")}<span class="vh">${LABEL}</span>
    </button>
    <label class="vh" for=${ID}>${LABEL}</label>
    ${glass("ico")}
    <input
      id=${ID}
      type="text"
      inputmode="search"
      enterkeyhint="search"
      role="combobox"
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls=${shown ? "hits" : nothing}
      aria-expanded=${shown}
      aria-activedescendant=${shown && now.at >= 0 ? `hit-${now.at}` : nothing}
      maxlength=${LONGEST}
      placeholder="Child, rule, word"
      autocomplete="off"
      spellcheck="false"
      .value=${now.typed}
      @input=${typed}
      @keydown=${(event) => pressed(event, all)}
      @focus=${focused}
      @blur=${() => close()}
    />
    ${shown ? hits(data, all) : ""}
  </search>`;
}
