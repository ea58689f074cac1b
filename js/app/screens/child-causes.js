// A child's things to fix: each cause with its place, the rules that found it, what they saw, and what can be done.
import { html, nothing } from "lit-html";
import { query } from "../stores/query.js";
import { accept, askAbout, fixCause, undo } from "../stores/corrections.js";
import { jump } from "../focus/focus.js";
import { acceptButton, acceptForm } from "../parts/accept.js";
import { evidence, marks } from "../parts/evidence.js";
import { goodIcon } from "../parts/icons.js";
import { marker } from "../parts/marker.js";
import { toOutcome } from "../parts/outcome.js";
import { statusTags } from "../parts/status.js";
import { href } from "../router.js";
import { state, setUi } from "../state.js";
import { count, number } from "../format.js";
import { fieldsOf, openCell } from "./child-edit.js";
import { isCurrent, keyList, nameOf } from "./child-keys.js";
import { placeOf } from "./child-tables.js";
import { letterHref } from "./share-letter.js";

const MOST = 8; // in sight; the others are folded
const MOST_RULES = 5; // of a cause
const MOST_TRIED = 24; // whose fixes are tried on a copy

const isLater = (thing) => thing.status.includes("later");
const isAccepted = (thing) => thing.status.includes("accepted");

/** "Episodes, lines 1,498 and 1,499". */
function place({ label, lines }) {
  if (!lines.length) return label;
  const shown = lines.slice(0, 4).map(number);
  const rest = lines.length - shown.length;
  const said = rest
    ? `${shown.join(", ")} and ${rest} more`
    : shown.length > 1
      ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`
      : shown[0];
  return `${label}, ${lines.length > 1 ? "lines" : "line"} ${said}`;
}

const rule = (one, thing, { child, route }) =>
  html`<li>
    <span class="marks"
      >${one.n.map(
        (n) => html`<a href="#row" @click=${jump(placeOf(child, n))}>${marker(n, isLater(thing))}</a>`,
      )}</span
    ><span><a href=${href(["findings", "rule", one.code], route.filter)}>${one.code}</a> ${one.title}</span>
  </li>`;

/** The rules that found it, in small: the first of many, the others folded. */
function rules(thing, about) {
  const shown = thing.rules.length > MOST_RULES ? thing.rules.slice(0, MOST_RULES - 1) : thing.rules;
  const rest = thing.rules.slice(shown.length);
  const small = (some) =>
    html`<ul class="rules-small">
      ${some.map((one) => rule(one, thing, about))}
    </ul>`;
  return html`${small(shown)}${
    rest.length
      ? html`<details class="more">
          <summary>${count(rest.length, "more rule")}</summary>
          ${small(rest)}
        </details>`
      : ""
  }`;
}

/** What a fix would do, tried on a copy: "−4", or "−4, 1 new". */
function effect(outcome) {
  if (!outcome) return html`<span class="eff soft">…</span>`;
  const { gone, new: made } = outcome;
  const better = gone > made;
  return html`<span class="eff ${better ? "" : "worse"}"
    ><span class="vh">: </span>${
      gone ? html`−${number(gone)}<span class="vh"> errors</span>` : "none gone"
    }${made ? html`, ${number(made)} new` : ""}</span
  >`;
}

/** What the fixes of each of the things would do: thing -> the worker's answer. One is asked for at a time, so that
    nobody who goes on to the next child waits for all of them. */
function tried(child, things) {
  const found = new Map();
  for (const thing of things.filter((one) => one.offers.length).slice(0, MOST_TRIED)) {
    const { data, pending } = query(`tried ${child} ${thing.title}`, "cause_try", thing.findings);
    found.set(thing, data);
    if (pending) break;
  }
  return found;
}

/** The fixes offered. The first is the main button only where it removes more than it adds. */
function offers(thing, about, data) {
  const act = async (offer) => {
    if (await fixCause(thing, offer)) toOutcome();
  };
  return thing.offers.map((offer, at) => {
    const outcome = data?.find((one) => one.key === offer.key);
    const main = at === 0 && outcome?.gone > outcome?.new;
    return html`<button
      type="button"
      class="govuk-button ${main ? "" : "btn-2"}"
      aria-disabled=${state.changing}
      data-key=${at === 0 ? "f" : nothing}
      @click=${() => act(offer)}
    >
      <span>${offer.label}${about}</span><span class="end-of">${effect(outcome)}${at === 0 ? hint("f") : ""}</span>
    </button>`;
  });
}

/** The key that does the same, beside the cause that the keys are about. */
const hint = (key) => html`<kbd aria-hidden="true">${key}</kbd>`;

/** Into whose letter the cause goes, or a way to put it into one. */
function letterOf(thing, about) {
  const { letter } = thing;
  const act = (wanted) => async () => {
    if (await askAbout(thing, wanted)) toOutcome();
  };
  if (!letter)
    return html`<button type="button" class="linkish" data-key="w" @click=${act(true)}>
      Ask the worker${about}${hint("w")}
    </button>`;
  return html`<a href=${letterHref(letter.who)}
      >In the letter to ${letter.who}<span class="vh">: ${thing.title}</span></a
    >${
      letter.asked
        ? html`<button type="button" class="linkish" @click=${act(false)}>Take it out of the letter${about}</button>`
        : ""
    }`;
}

function fixes(thing, data) {
  const key = `thing-${thing.n[0]}`;
  const about = html`<span class="vh"> (${thing.title})</span>`;
  const { cell } = thing;
  const act = (note) => accept({}, thing.findings, note);
  return html`<div class="fixes">
    ${offers(thing, about, data)}
    <div class="alt">
      ${
        cell
          ? html`<button type="button" class="linkish" @click=${() => openCell(cell.table, cell.at, cell.field)}>
              Change by hand${about}
            </button>`
          : ""
      }${acceptButton(key, "linkish", html`${about}${hint("a")}`, "a")}
      ${letterOf(thing, about)}
    </div>
    ${acceptForm(key, { errors: thing.findings.length, accepted: thing.status.includes("accepted"), act })}
    <details class="more">
      <summary>How to fix it${about}</summary>
      ${[...new Set(thing.rules.map((one) => one.fix))].map((text) => html`<p>${text}</p>`)}
    </details>
  </div>`;
}

const drawing = (set, thing) =>
  html`${
    thing.evidence.length > 1 ? html`<p class="ev-of">${set.label}</p>` : ""
  }${evidence(set, { caption: `${thing.title}: ${set.label}` })}
  ${set.more ? html`<p class="ev-note">And ${count(set.more, "row")} more: see below.</p>` : ""}`;

/** Where the value stands in many records: they are one thing to fix. */
const together = ({ pattern }) =>
  pattern
    ? html`<p class="meta">
        ${pattern.title}. <a href=${href(["fix"], {}, { offer: pattern.key })}>See them together in the plan</a>
      </p>`
    : "";

const entry = (thing, about, data) =>
  html`<li data-thing=${nameOf(about.child, thing)} aria-current=${isCurrent(about, thing) ? "true" : nothing}>
    <div class="cause">
      <h3 tabindex="-1">${thing.title}</h3>
      <p class="meta">${thing.places.map(place).join("; ")}</p>
      ${together(thing)} ${rules(thing, about)}
      ${thing.status.length ? html`<p class="tags">${statusTags(thing)}</p>` : ""}
    </div>
    <div class="evi">
      ${thing.evidence.map((set) => drawing(set, thing))}${
        thing.sentence ? html`<p class="ev-note">${thing.sentence}</p>` : ""
      }
    </div>
    ${fixes(thing, data)}
  </li>`;

/** What was changed of this child, each with its way back. */
function done(child) {
  const back = (one) => async () => {
    await undo([one.number], one.at);
    toOutcome();
  };
  const effectOf = ({ gone, new: made }) => (gone === null ? "" : `${count(gone, "error")} gone, ${number(made)} new.`);
  return child.done.map(
    (one, at) =>
      html`<li class="fixed">
        <div>
          <h3>${goodIcon} Changed at ${one.when}: ${one.why}</h3>
          <p>${one.said.join("; ")}. ${effectOf(one)}</p>
        </div>
        <button
          type="button"
          class="linkish"
          aria-disabled=${state.changing}
          data-key=${at === 0 ? "u" : nothing}
          @click=${back(one)}
        >
          Undo<span class="vh"> ${one.why}: ${one.said[0]}</span>
        </button>
      </li>`,
  );
}

const list = (things, about, effects) =>
  things.length
    ? html`<ol class="work">
        ${things.map((thing) => entry(thing, about, effects.get(thing)))}
      </ol>`
    : "";

function folded(name, text, things, about, effects) {
  if (!things.length) return "";
  const toggle = (event) => setUi(name, event.target.open);
  return html`<details class="more-work" ?open=${Boolean(state.ui[name])} @toggle=${toggle}>
    <summary>${text}</summary>
    ${list(things, about, effects)}
  </details>`;
}

/** What the tints mean, once for the whole list. */
const key = (things) => {
  const sets = things.flatMap((thing) => thing.evidence);
  return marks({ rows: sets.flatMap((set) => set.rows) });
};

/** "6 things to fix, 11 errors", but for what was accepted. */
function heading(child, open) {
  if (!child.things.length) return "No errors";
  if (!open.length) return "Nothing left to fix";
  const errors = open.reduce((sum, thing) => sum + thing.findings.length, 0);
  return `${count(open.length, "thing")} to fix, ${count(errors, "error")}`;
}

/**
 * The child's things to fix. More than eight are folded after the eighth, and so is what is not due yet, unless there
 * is nothing else, and what was accepted. What was changed comes last.
 */
export function causes(child, route) {
  const accepted = child.things.filter(isAccepted);
  const open = child.things.filter((thing) => !isAccepted(thing));
  const due = open.filter((thing) => !isLater(thing));
  const now = due.length ? due : open;
  const later = due.length ? open.filter(isLater) : [];
  const more = now.slice(MOST);
  const inSight = [
    ...now.slice(0, MOST),
    ...(state.ui.moreThings ? more : []),
    ...(state.ui.laterThings ? later : []),
    ...(state.ui.acceptedThings ? accepted : []),
  ];
  const about = { child, route, shown: inSight };
  for (const { cell } of inSight) if (cell) fieldsOf(cell.table); // before what is tried: their forms open at once
  const effects = tried(child.child, inSight);
  return html`<section class="things" aria-labelledby="wl">
    <div class="things-head">
      <h2 id="wl">${heading(child, open)}</h2>
      ${inSight.length ? keyList() : ""}
    </div>
    ${key(child.things)} ${list(now.slice(0, MOST), about, effects)}
    ${folded("moreThings", `${count(more.length, "more thing")} to fix`, more, about, effects)}
    ${folded("laterThings", `${count(later.length, "thing")} not due yet`, later, about, effects)}
    ${folded("acceptedThings", `${count(accepted.length, "thing")} accepted with a note`, accepted, about, effects)}
    ${
      child.done.length
        ? html`<ol class="work changed-list" aria-label="What was changed">
            ${done(child)}
          </ol>`
        : ""
    }
  </section>`;
}
