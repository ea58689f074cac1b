// One list in words, as whoever gets it will read it, and its text for an e-mail.
import { html } from "lit-html";
import { ask } from "../ask.js";
import { announce } from "../announce.js";
import { state, unfold } from "../state.js";
import { ourFault } from "../parts/fault.js";
import { loadingPart } from "../parts/loading.js";
import { count } from "../words.js";

const FIRST = 5; // points shown before "Show more"

/** Points about one child that follow each other, under one heading. */
function byChild(items) {
  const found = [];
  for (const [at, item] of items.entries()) {
    if (found.at(-1)?.title === item.title) found.at(-1).points.push({ ...item, number: at + 1 });
    else found.push({ title: item.title, points: [{ ...item, number: at + 1 }] });
  }
  return found;
}

const point = (item) =>
  html`<li value=${item.number}>
    <dl>
      ${item.said.map(
        ({ heading, lines }) =>
          html`<dt>${heading}</dt>
            <dd>${lines.map((line) => html`<span class="line">${line}</span>`)}</dd>`,
      )}
    </dl>
  </li>`;

async function copy(list) {
  unfold("copied", "");
  try {
    await navigator.clipboard.writeText(list.text);
    unfold("copied", list.who);
    announce("Copied. Paste it into an e-mail.");
  } catch {
    unfold("byHandCopy", list.who); // the browser does not let the page copy: the text, selected, to be copied by hand
    setTimeout(() => {
      const area = document.getElementById("email-text");
      area?.focus();
      area?.select();
    });
  }
}

export function letter(who) {
  const { data: list, fault, pending } = ask(`list ${who}`, "share_list", who);
  if (fault)
    return /there is no list/.test(fault.message)
      ? html`<div class="letter">
          <p>There is no list for ${who} now: nothing is left to do, or the lists are grouped otherwise.</p>
        </div>`
      : ourFault(fault, state);
  if (!list) return loadingPart("Writing the list…");
  const all = state.open.wholeList === who;
  const shown = all ? list.items : list.items.slice(0, FIRST);
  const rest = list.total - shown.length;
  return html`<section class="letter" aria-label="Preview of the list for ${who}" aria-busy=${pending}>
    <div class="page-head">
      <h3>For ${list.who}${list.team ? html`, <span class="soft">${list.team}</span>` : ""}</h3>
      <button class="govuk-button btn-2 btn-s" type="button" @click=${() => copy(list)}>
        ${state.open.copied === who ? "Copied: copy it again" : "Copy e-mail text"}
      </button>
    </div>
    ${list.email ? html`<p class="meta">${list.email}</p>` : ""}
    ${state.open.byHandCopy === who ? html`<label class="govuk-label" for="email-text">Copy this text (Ctrl+C)</label><textarea class="details-text" id="email-text" rows="8" readonly .value=${list.text}></textarea>` : ""}
    <p>${list.intro}</p>
    ${byChild(shown).map(
      (child) =>
        html`<h4 class="h4">${child.title}</h4>
          <ol start=${child.points[0].number}>
            ${child.points.map(point)}
          </ol>`,
    )}
    ${rest > 0 ? html`<p class="meta">${count(rest, "more point follows", "more points follow")}${all ? " in the workbook, the printable page and the e-mail text" : ""}. ${all ? "" : html`<button type="button" class="linkish" @click=${() => unfold("wholeList", who)}>Show ${list.items.length < list.total ? `the first ${list.items.length}` : "all"}</button>`}</p>` : ""}
  </section>`;
}
