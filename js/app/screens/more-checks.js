// More checks: those beyond the Department's. Worth a look, never an error; apart from the errors and their counts.
import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { query } from "../stores/query.js";
import { alterInTurn } from "../stores/changes.js";
import { local } from "../stores/local-rules.js";
import { href } from "../router.js";
import { state, setUi } from "../state.js";
import { failedScreen, ourFault } from "../parts/fault.js";
import { hasLocal, localLine, localTag } from "../parts/local-rules.js";
import { loading } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { onOff } from "../parts/on-off.js";
import { pager, paging } from "../parts/pager.js";
import { chain, CHAIN_TITLE, chainLine } from "./chain.js";
import { ownRules } from "./more-own.js";
import { twoLists, twoListsLine } from "./two-lists.js";
import { outdatedNote, unchecked } from "./unchecked.js";
import { cell, childLink, th, thead } from "../parts/table.js";
import { count, number } from "../format.js";

const TITLE = "Checks beyond the Department’s";
const OPEN_FIRST = 2; // groups that are open when one comes

const look = html`<span class="govuk-tag tag-look">Worth a look</span>`;

async function turn(on, code, title) {
  await alterInTurn("own_switch", on, code);
  announce(`${title}: ${on ? "on" : "off"}.`);
}

const finds = (check) => {
  if (check.why) return html`<span class="soft">not run</span>`;
  if (!check.on) return html`<span class="soft">off</span>`;
  if (!check.things) return html`<span class="soft">0</span>`;
  return html`<a href=${href(["more", check.code])}
    >${number(check.things)}<span class="vh"> of ${check.title}</span></a
  >`;
};

const row = (check) =>
  html`<tr role="row" class=${check.on ? "" : "off"}>
    <td role="cell" class="on">
      ${onOff(`${check.code} ${check.title}`, check.on, (on) => turn(on, check.code, check.title))}
    </td>
    <th role="rowheader" scope="row">
      <span class="code">${check.code}</span> ${check.title}
      <span class="mean">${check.about}${check.why ? html` ${check.why}. ${check.todo}` : ""}</span>
    </th>
    <td role="cell" class="num key" data-k="Finds">${finds(check)}</td>
    <td role="cell" class="key alarms" data-k="False alarms">
      ${check.alarms}<span class="mean">${check.alarms_about}</span>
    </td>
  </tr>`;

function group(one, at) {
  const name = `more ${one.title}`;
  const open = state.ui[name] ?? at < OPEN_FIRST;
  return html`<tbody role="rowgroup">
    <tr role="row" class="kind">
      <th role="rowheader" scope="rowgroup" colspan="2">
        <button type="button" class="linkish" aria-expanded=${open} @click=${() => setUi(name, !open)}>
          ${one.title}
        </button>
        <span class="mean">${count(one.checks.length, "check")}, ${number(one.on)} on</span>
      </th>
      <td role="cell" class="num" data-k="Finds">${number(one.things)}</td>
      <td role="cell"></td>
    </tr>
    ${open ? one.checks.map(row) : ""}
  </tbody>`;
}

const figures = (data) =>
  html`<dl class="figs more-figs">
    <div>
      <dt>Things to look at</dt>
      <dd class="big">${number(data.things)}</dd>
      <dd class="meta">in ${count(data.children, "child", "children")}</dd>
    </div>
    <div>
      <dt>Checks on</dt>
      <dd class="big">${number(data.on)} <small>of ${number(data.of)}</small></dd>
      <dd class="meta">they come with Check 903</dd>
    </div>
  </dl>`;

function list(data) {
  return html`${figures(data)}
    <table role="table" class="grid more-checks">
      <caption class="vh">
        Checks beyond the Department’s, which are on, and what they find
      </caption>
      ${thead("On", "Check", th("Finds", "num"), "False alarms")} ${data.groups.map(group)}
    </table>
    <p class="meta">
      False alarms: how many findings we expect to be right after all. It is our judgement, not a measurement.
    </p>`;
}

function all() {
  const { data, pending, fault } = query("more", "own_checks");
  if (fault) return failedScreen(TITLE, fault);
  if (!data) return loading(TITLE, "Looking…");
  return html`<div aria-busy=${pending || state.changing}>
    <div class="page-head">
      <div>
        <h1 tabindex="-1">${TITLE}</h1>
        <div class="soft">
          Not the Department’s: worth a look, never an error. They are listed apart and are not among the
          ${count(state.summary.errors, "error")}.
        </div>
      </div>
      ${
        data.running || hasLocal()
          ? html`<div class="row-btn">${making("own_workbook", "Download as Excel", { css: "btn-2" })}</div>`
          : ""
      }
    </div>
    ${outdatedNote()} ${twoListsLine()} ${chainLine()} ${ownRules()}
    <div class="actionbar">
      ${onOff(
        "Run these with every check",
        data.running,
        (on) => turn(on, "", "Checks beyond the Department’s"),
        html`<span>Run these with every check</span>`,
      )}
    </div>
    ${
      data.running
        ? list(data)
        : html`<p class="lead">They are off: nothing is looked for beyond the Department’s rules.</p>`
    }
  </div>`;
}

const place = (one) =>
  html`${one.table_label || "the child"}${one.line === null ? "" : html`, line ${number(one.line)}`}
    <span class="mean">${one.file}</span>`;

function rows(data, route, go, asked) {
  const compares = data.rows.some((one) => one.beside);
  return html`<table role="table" class="grid cards">
      <caption class="vh">
        What this check finds
      </caption>
      ${thead("Child", "What it says", "Where", compares && "Compared with")}
      <tbody role="rowgroup">
        ${data.rows.map(
          (one) =>
            html`<tr role="row">
              ${cell("Child", childLink(one.child))} ${cell("What it says", one.evidence)}
              ${cell("Where", place(one), "soft")}
              ${compares ? cell("Compared with", one.beside || "nothing else", "soft") : ""}
            </tr>`,
        )}
      </tbody>
    </table>
    ${pager(route, asked, data.total, go, "rows")}`;
}

const foundNothing = (data) => (data.problem ? "" : html`<p class="lead">It finds nothing in this return.</p>`);

function one(route, go) {
  const asked = paging(route);
  const { data, pending, fault } = query("more one", "own_check", route.id, asked.page, asked.size);
  const back = html`<p class="back"><a href="#/more">All checks beyond the Department’s</a></p>`;
  if (fault) return html`${back}${ourFault(fault)}`;
  if (!data) return loading(TITLE, "Looking…");
  if (!data.found && local.running) return loading(TITLE, `${local.running}…`);
  if (!data.found)
    return html`${back}
      <h1 tabindex="-1">There is no check ${data.code}, or it is off</h1>`;
  return html`<div aria-busy=${pending}>
    ${back}
    <div class="page-head">
      <div>
        <h1 tabindex="-1"><span class="code">${data.code}</span> ${data.title}</h1>
        <div>${data.local ? html`${localTag} <span class="soft">${data.severity}. ${data.place}</span>` : look}</div>
      </div>
    </div>
    ${data.problem ? html`<p class="local-problem" role="alert"><strong>Not run.</strong> ${data.problem}</p>` : ""}
    <p>${data.wrong}</p>
    <p><strong>To fix it:</strong> ${data.fix}</p>
    ${
      data.whole && data.total
        ? html`<p class="soft">One thing to look at, about the whole file: ${count(data.total, "row")}.</p>`
        : ""
    }
    ${data.total ? rows(data, route, go, asked) : foundNothing(data)}
    ${
      data.printed
        ? html`<h2 class="h3">Printed by its code</h2>
            <pre class="local-code">${data.printed}</pre>`
        : ""
    }
  </div>`;
}

export function moreChecks(route, go) {
  if (route.id === "annex-a") return unchecked("Annex A beside the return") ?? twoLists(route, go);
  if (route.id === "chain") return unchecked(CHAIN_TITLE) ?? chain(route, go);
  return unchecked(TITLE) ?? (route.id ? one(route, go) : all());
}

/** On the overview: that there are more checks, apart from the errors. */
export const moreLine = () =>
  html`${localLine()}
    <p class="more-line">
      <strong>More checks.</strong> Not the Department’s: worth a look, never an error, and not among these counts.
      <a href="#/more">See what they find</a>
    </p>`;
