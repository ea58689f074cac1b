// The lists for those who can fix the records: by worker, team or child, and the chosen one in words.
import { html, nothing } from "lit-html";
import { ask } from "../ask.js";
import { announce } from "../announce.js";
import { alter, fetchAnswer } from "../results.js";
import { change, state, unfold } from "../state.js";
import { focusWhenDrawn } from "../jump.js";
import { same } from "../router.js";
import { ourFault } from "../parts/fault.js";
import { loadingPart } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { pager, paging } from "../parts/pager.js";
import { tick } from "../parts/tick.js";
import { letter } from "./share-letter.js";
import { count, number } from "../words.js";

const BY = {
  worker: { title: "Lists per social worker", head: "Worker and team", one: "worker" },
  team: { title: "Lists per team", head: "Team", one: "team" },
  child: { title: "Lists per child", head: "Child", one: "child", many: "children" },
};

let unticked = new Set(); // names, of one way of grouping
let of = "";

function leftOut(by) {
  if (of !== by) {
    of = by;
    unticked = new Set();
  }
  return unticked;
}

/** The names that are ticked, or null for all: what the worker's files are asked for. */
async function tickedNames(data) {
  if (!unticked.size) return [null];
  const all = await fetchAnswer("share_lists", 0, data.total);
  return [(all?.rows ?? []).map((one) => one.who).filter((who) => !unticked.has(who))];
}

async function tickAll(data, on) {
  unticked = new Set();
  if (!on) for (const one of (await fetchAnswer("share_lists", 0, data.total))?.rows ?? []) unticked.add(one.who);
  change();
}

function table(route, data, chosen) {
  const words = BY[data.by];
  const out = leftOut(data.by);
  const many = count(data.total, words.one, words.many);
  const row = (one) =>
    html`<tr role="row" class=${one.who === chosen ? "chosen" : ""}>
      <td role="cell" class="key">
        ${tick({
          label: `Include ${one.who}`,
          on: !out.has(one.who),
          change: (on) => {
            if (on) out.delete(one.who);
            else out.add(one.who);
            change();
          },
        })}
      </td>
      <td role="cell" class="key who">
        <a
          href=${same(route, { who: one.who })}
          aria-current=${one.who === chosen ? "true" : nothing}
          @click=${() => announce(`List for ${one.who}`)}
          >${one.who}</a
        >${one.team ? html`<span class="mean">${one.team}</span>` : ""}
      </td>
      <td role="cell" class="num key" data-k="Children">${number(one.children)}</td>
      <td role="cell" class="num key" data-k="Errors">${number(one.errors)}</td>
      <td role="cell" class="num key" data-k="Things to do">${number(one.things)}</td>
    </tr>`;
  return html`<table role="table" class="grid lists" aria-labelledby="ls">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          ${tick({ label: `All ${many}`, on: !out.size, some: out.size > 0 && out.size < data.total, change: (on) => tickAll(data, on) })}
        </th>
        <th role="columnheader" scope="col">${words.head}</th>
        <th role="columnheader" scope="col" class="num">Children</th>
        <th role="columnheader" scope="col" class="num">Errors</th>
        <th role="columnheader" scope="col" class="num">Things to do</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${data.rows.map(row)}
    </tbody>
  </table>`;
}

function toggleRules(open = !state.open.leaveOut) {
  unfold("leaveOut", open);
  if (open) focusWhenDrawn("#leave-out [name=rule]");
  else setTimeout(() => document.getElementById("leave-out-button")?.focus());
}

/** Which rules no list should hold, and whether errors not due yet are in. */
function rulesForm(data) {
  if (!state.open.leaveOut) return "";
  const rules = ask("rules for lists", "rules", {}, "", "-errors").data?.rules ?? [];
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    if (!(await alter("share_set", data.by, form.getAll("rule"), form.has("later"), data.fix_by))) return;
    announce("The lists have been made again.");
    toggleRules(false);
  };
  const box = (name, value, on, text) =>
    html`<label class="box"
      ><input class="tick" type="checkbox" name=${name} value=${value} .checked=${on} /> <span>${text}</span></label
    >`;
  return html`<form
    class="small-form"
    id="leave-out"
    aria-label="Leave out rules"
    @submit=${submit}
    data-escape
    @leave=${() => toggleRules(false)}
  >
    <fieldset>
      <legend class="govuk-label">Leave out the errors of these rules</legend>
      <div class="boxes">
        ${rules.map((rule) => box("rule", rule.code, data.left_out.includes(rule.code), html`<span class="code">${rule.code}</span> ${rule.title} <span class="soft">(${number(rule.errors)})</span>`))}
      </div>
    </fieldset>
    ${box("later", "yes", data.later, "List errors that are not due yet, too")}
    <div class="row-btn">
      <button class="govuk-button btn-s" type="submit">Make the lists</button
      ><button class="linkish" type="button" @click=${() => toggleRules(false)}>Cancel</button>
    </div>
  </form>`;
}

function head(route, go, data) {
  const words = BY[data.by];
  const regroup = async (event) => {
    await alter("share_set", event.target.value, data.left_out, data.later, data.fix_by);
    go(same(route, { who: "", page: "" }));
  };
  const errors = data.later ? count(data.errors, "error") : `${count(data.errors, "error")} due now`;
  const without = data.left_out.length ? `${count(data.left_out.length, "rule is", "rules are")} left out.` : "";
  return html`<div class="page-head lists-head">
      <div>
        <h2 id="ls">${words.title}</h2>
        <div class="soft">
          ${count(data.total, words.one, words.many)}, ${errors}, written as ${count(data.things, "thing")} to do.
          ${without}
        </div>
        <div class="lists-how">
          <button
            type="button"
            class="linkish"
            id="leave-out-button"
            aria-expanded=${Boolean(state.open.leaveOut)}
            @click=${() => toggleRules()}
          >
            Leave out rules
          </button>
          <label class="size"
            >Group by
            <select class="govuk-select small" id="group-by" @change=${regroup}>
              ${Object.entries(BY).map(([by, { one }]) => html`<option value=${by} ?selected=${by === data.by}>${one}</option>`)}
            </select></label
          >
          <label class="size"
            >Fix by
            <input
              class="govuk-input small"
              type="date"
              .value=${data.fix_by}
              @change=${(event) => alter("share_set", data.by, data.left_out, data.later, event.target.value)}
          /></label>
        </div>
      </div>
      ${data.total ? html`<div class="row-btn">${making("share_workbook", "Download workbook", { args: () => tickedNames(data) })}${making("share_pages", "Printable pages", { css: "btn-2", args: () => tickedNames(data) })}</div>` : ""}
    </div>
    ${data.by === "team" && !data.has_workers ? html`<p class="govuk-inset-text">No team is known yet. Drop a file with the columns CHILD, WORKER, TEAM and EMAIL, in any order, into <a href="#/files">Files</a>.</p>` : ""}
    ${rulesForm(data)}`;
}

export function lists(route, go) {
  const asked = paging(route);
  const { data, fault } = ask("share lists", "share_lists", asked.page, asked.size);
  if (fault) return html`<section class="section">${ourFault(fault, state)}</section>`;
  if (!data) return html`<section class="section">${loadingPart("Making the lists…")}</section>`;
  const chosen = route.show.who || data.rows[0]?.who;
  return html`<section class="section" aria-labelledby="ls">
    ${head(route, go, data)}
    ${
      data.total
        ? html`<div class="cols cols-half">
            <div>${table(route, data, chosen)}${pager(route, asked, data.total, go, "lists")}</div>
            ${letter(chosen)}
          </div>`
        : html`<p>There is nothing to list: no error is due that is not accepted or left out.</p>`
    }
  </section>`;
}
