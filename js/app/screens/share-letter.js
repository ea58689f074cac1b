// One list as a letter: beside the table of lists, and on a page of its own, with the text of the e-mail.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { announce } from "../focus/announce.js";
import { afterDrawing } from "../focus/focus.js";
import { state, setUi } from "../state.js";
import { href } from "../router.js";
import { making } from "../parts/making.js";
import { localTag } from "../parts/local-rules.js";
import { ourFault } from "../parts/fault.js";
import { loading, loadingPart } from "../parts/loading.js";
import { outcomeLine } from "../parts/outcome.js";
import { count } from "../format.js";

const FIRST = 5; // points shown before "Show more"
const ANSWERS = ["Done", "It is right as it is, because:", "I can’t tell, ask:"];

export const letterHref = (who) => href(["share", "letter"], {}, { who });

/** Points about one child that follow each other, under one heading. */
function byChild(items) {
  const found = [];
  for (const [at, item] of items.entries()) {
    if (found.at(-1)?.title === item.title) found.at(-1).points.push({ ...item, number: at + 1 });
    else found.push({ title: item.title, points: [{ ...item, number: at + 1 }] });
  }
  return found;
}

const said = (item) =>
  html`<dl>
    ${item.said.map(
      ({ heading, text }) =>
        html`<dt>${heading}</dt>
          <dd>${text}</dd>`,
    )}
  </dl>`;

async function copy(list) {
  setUi("copied", "");
  try {
    await navigator.clipboard.writeText(list.text);
    setUi("copied", list.who);
    announce("Copied. Paste it into an e-mail.");
  } catch {
    setUi("byHandCopy", list.who); // the browser does not let the page copy: the text, selected, to be copied by hand
    afterDrawing(() => {
      const area = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("email-text"));
      area?.focus();
      area?.select();
    });
  }
}

const copyButton = (list) =>
  html`<button class="govuk-button btn-2" type="button" @click=${() => copy(list)}>
    ${state.ui.copied === list.who ? "Copied: copy it again" : "Copy e-mail text"}
  </button>`;

const byHand = (list) =>
  state.ui.byHandCopy === list.who
    ? html`<label class="govuk-label" for="email-text">Copy this text (Ctrl+C)</label>
        <textarea class="details-text" id="email-text" rows="8" readonly .value=${list.text}></textarea>`
    : "";

const noLetter = (who) =>
  html`<p>There is no list for ${who} now: nothing is left to do, or the lists are grouped otherwise.</p>`;

/** Who gets it, in the words of the page: the team, the address, or that it is none. */
function about(list) {
  const address = list.email
    ? list.address
      ? list.email
      : html`<strong>“${list.email}” isn’t one e-mail address</strong>: the draft has no addressee`
    : "";
  return html`${list.team ? html`${list.team}${address ? ", " : ""}` : ""}${address}`;
}

/** The letter beside the table. */
export function letter(who) {
  const { data: list, fault, pending } = query(`list ${who}`, "share_list", who);
  if (fault)
    return /there is no list/.test(fault.message) ? html`<div class="letter">${noLetter(who)}</div>` : ourFault(fault);
  if (!list) return loadingPart("Writing the list…");
  const shown = list.items.slice(0, FIRST);
  const rest = list.total - shown.length;
  const name = list.letter ? "Letter to" : "List for the";
  return html`<section
    class="letter"
    aria-label="${list.letter ? "Preview of the letter to" : "Preview of the list for"} ${who}"
    aria-busy=${pending}
  >
    <div class="page-head">
      <h3>
        ${list.letter ? html`<a href=${letterHref(who)}>${name} ${list.who}</a>` : `${name} ${list.who.toLowerCase()}`}
      </h3>
      ${list.letter ? copyButton(list) : ""}
    </div>
    <p class="meta">${about(list)}</p>
    ${byHand(list)}
    ${
      list.letter
        ? html`<p>${list.greeting}</p>
            <p>${list.opening}</p>
            <p class="by"><strong>${list.request}</strong></p>`
        : html`<p class="soft">For yourselves: these points are in nobody’s letter.</p>`
    }
    ${byChild(shown).map(
      (child) =>
        html`<h4 class="h4">${child.points[0].local ? localTag : ""} ${child.title}</h4>
          <ol start=${child.points[0].number}>
            ${child.points.map((item) => html`<li value=${item.number}>${said(item)}</li>`)}
          </ol>`,
    )}
    ${
      rest > 0
        ? html`<p class="meta">
            ${count(rest, "more point follows", "more points follow")}${
              list.letter ? html`. <a href=${letterHref(who)}>Open the whole letter</a>` : ", in the workbook"
            }
          </p>`
        : ""
    }
  </section>`;
}

const paperPoint = (item) =>
  html`<li>
    <span class="no">${item.number}</span>
    <div>
      ${said(item)}
      <p class="reply">${ANSWERS.map((text) => html`<span><i></i>${text}</span>`)}</p>
    </div>
  </li>`;

const paper = (list) =>
  html`<article class="paper" aria-label="The letter as it is printed">
    <div class="from">
      <div>
        ${
          list.head.council ? html`<strong>${list.head.council}</strong><br />` : ""
        }${list.head.sender}${list.head.contact ? html`<br />${list.head.contact}` : ""}
      </div>
      <div>${list.head.day}<br />To: ${list.who}${list.team ? `, ${list.team}` : ""}</div>
    </div>
    <p>${list.greeting}</p>
    <p>${list.opening}</p>
    <p class="by"><strong>${list.request}</strong><br />${list.named}</p>
    ${byChild(list.items).map(
      (child) =>
        html`<h2>${child.title}</h2>
          <ul class="points-l">
            ${child.points.map(paperPoint)}
          </ul>`,
    )}
    ${
      list.total > list.items.length
        ? html`<p>
            <strong>${count(list.total - list.items.length, "more point", "more points")}</strong> in the draft and in
            “All letters to print”.
          </p>`
        : ""
    }
    <p>${list.thanks}</p>
    <p>${list.signature}</p>
  </article>`;

const mail = (list) =>
  html`<section class="no-print" aria-labelledby="em">
    <h2 id="em" class="h3">The same as e-mail text</h2>
    <div class="mailbox">
      <dl class="mh">
        <dt>To</dt>
        <dd>${list.address ? list.email : html`<span class="soft">no address known</span>`}</dd>
        <dt>Subject</dt>
        <dd>${list.subject}</dd>
      </dl>
      <pre tabindex="0" aria-label="Text of the e-mail">${list.text}</pre>
    </div>
    <p class="meta">
      Plain text, no attachment. Drafts for everybody come in one zip from <a href="#/share">Share</a>; each opens in
      Outlook as a new message, ready to send. Nothing is sent from here.
    </p>
  </section>`;

const beside = (text, who) =>
  who ? html`<a href=${letterHref(who)}>${text}${text === "Next" ? `: ${who}` : ""}</a>` : "";

/** The page of one letter. */
export function letterPage(route) {
  const who = route.show.who ?? "";
  const { data: list, fault, pending } = query(`letter ${who}`, "share_list", who);
  if (fault)
    return html`<h1 tabindex="-1">Letter to ${who}</h1>
      ${
        /there is no list/.test(fault.message)
          ? html`${noLetter(who)}
              <p><a href="#/share">Back to Share</a></p>`
          : ourFault(fault)
      }`;
  if (!list) return loading(`Letter to ${who}`, "Writing the letter…");
  const errors = `written from ${count(list.errors, "error")}`;
  return html`<div class="letter-page" aria-busy=${pending}>
    <div class="no-print">
      <div class="childbar">
        <span><a href="#/share">Share</a></span>
        <span
          >List ${list.number} of ${list.of} &nbsp; ${beside("Previous", list.previous)} &nbsp;
          ${beside("Next", list.next)}</span
        >
      </div>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">
            ${list.letter ? "Letter to" : "List for the"} ${list.letter ? list.who : list.who.toLowerCase()}
          </h1>
          <div class="soft">
            ${about(list)}${list.team || list.email ? ". " : ""}${count(list.total, "point")} about
            ${count(list.children, "child", "children")}, ${errors}.
          </div>
        </div>
        ${
          list.letter
            ? html`<div class="row-btn">
                ${making("share_draft", "Download e-mail draft (.eml)", { args: [list.who] })}${copyButton(list)}
                <button class="govuk-button btn-2" type="button" @click=${() => print()}>Print or save as PDF</button>
              </div>`
            : ""
        }
      </div>
      ${outcomeLine()}${byHand(list)}
    </div>
    <div class="cols cols-letter">${paper(list)}${list.letter ? mail(list) : ""}</div>
  </div>`;
}
