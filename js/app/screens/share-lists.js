// The letters and lists for those who can fix the records: by worker, team, role or child, and the chosen one in words.
import { html, nothing } from "lit-html";
import { query, queryOnce } from "../stores/query.js";
import { announce } from "../focus/announce.js";
import { alterInTurn } from "../stores/changes.js";
import { change, state } from "../state.js";
import { same } from "../router.js";
import { ourFault } from "../parts/fault.js";
import { loadingPart } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { pager, paging } from "../parts/pager.js";
import { selection } from "../parts/selection.js";
import { tick } from "../parts/tick.js";
import { countOf } from "./overview-since.js";
import { letter } from "./share-letter.js";
import { names, rolesForm, rulesForm, toggle, writer } from "./share-settings.js";
import { th, thead } from "../parts/table.js";
import { count, number } from "../format.js";

const BY = {
  worker: { title: "Letters to workers and teams", head: "Who", one: "worker" },
  team: { title: "Letters to teams", head: "Team", one: "team" },
  role: { title: "Lists by who can put it right", head: "Who", one: "who can put it right" },
  child: { title: "Lists by child", head: "Child", one: "child" },
};

/** @type {(...of: any[]) => Map<string, boolean>} name -> whether it is ticked here; the worker has been told */
const ticked = selection();
const ticks = (data) => ticked(state.summary.checked_on, data.by);

/** Whose lists aren't ticked. Another check, or another way of grouping, begins with what the worker knows. */
function leftOut(data) {
  const out = new Set(data.unticked);
  for (const [who, on] of ticks(data)) on ? out.delete(who) : out.add(who);
  return out;
}

/** Tick these lists, or not. */
function setTicks(data, names, on) {
  for (const who of names) ticks(data).set(who, on);
  change();
  queryOnce("share_tick", names, on);
}

async function tickAll(data, on) {
  const all = on ? [...leftOut(data)] : (await queryOnce("share_lists", 0, data.total))?.rows.map((one) => one.who);
  setTicks(data, all ?? [], on);
}

/** What stands under a name: the team, and what is wrong with the address. */
const under = (one) =>
  html`${one.team ? html`<span class="mean">${one.team}</span>` : ""}${
    one.email && !one.address ? html`<span class="mean">“${one.email}” isn’t an e-mail address</span>` : ""
  }`;

function table(route, data, chosen) {
  const words = BY[data.by];
  const out = leftOut(data);
  const row = (one) =>
    html`<tr role="row" class=${one.who === chosen ? "chosen" : ""}>
      <td role="cell" class="key">
        ${tick({ label: `Include ${one.who}`, on: !out.has(one.who), change: (on) => setTicks(data, [one.who], on) })}
      </td>
      <td role="cell" class="key who">
        <a
          href=${same(route, { who: one.who })}
          aria-current=${one.who === chosen ? "true" : nothing}
          @click=${() => announce(`List for ${one.who}`)}
          >${one.who}</a
        >${under(one)}
      </td>
      <td role="cell" class="num key" data-k="Children">${number(one.children)}</td>
      <td role="cell" class="num key" data-k="Errors">${number(one.errors)}</td>
      <td role="cell" class="num key" data-k="Things to do">
        ${number(one.things)}${one.local ? html`<span class="mean">and ${number(one.local)} Local</span>` : ""}
      </td>
    </tr>`;
  const some = out.size > 0 && out.size < data.total;
  const all = tick({
    label: `All ${count(data.total, "list")}`,
    on: !out.size,
    some,
    change: (on) => tickAll(data, on),
  });
  return html`<table role="table" class="grid lists" aria-labelledby="ls">
    ${thead(th(all), th(words.head), th("Children", "num"), th("Errors", "num"), th("Things to do", "num"))}
    <tbody role="rowgroup">
      ${data.rows.map(row)}
    </tbody>
  </table>`;
}

const accepted = () => {
  const n = countOf(state.summary, "accepted");
  return n ? `${count(n, "accepted error is", "accepted errors are")} left out.` : "";
};

/** How much the lists hold, and what they leave out. */
function counted(data) {
  const errors = data.later ? count(data.errors, "error") : `${count(data.errors, "error")} due now`;
  const without = data.left_out.length ? `${count(data.left_out.length, "rule is", "rules are")} left out. ` : "";
  const few = data.for_data === 1;
  const data_team =
    data.for_data && data.by !== "role"
      ? `${count(data.for_data, "thing")} only the data team can do ${few ? "is" : "are"} not in any letter. `
      : "";
  const things = count(data.things, "thing to do", "things to do");
  const local = data.local ? `${count(data.local, "more is", "more are")} of your own rules (Local). ` : "";
  const rest = `${local}${without}${data_team}${accepted()}`;
  return `${count(data.total, "list")} from ${errors}, written as ${things}. ${rest}`;
}

function files(data) {
  const none = leftOut(data).size === data.total;
  if (none) return html`<p class="letters-out">No list is ticked.</p>`;
  return html`<div class="row-btn letters-out">
    ${making("share_drafts", "Download all e-mail drafts (zip)")}
    ${making("share_pages", "All letters to print", { css: "btn-2" })}
    ${making("share_merge", "CSV for mail merge", { css: "btn-2" })}
    ${making("share_workbook", "Workbook of lists", { css: "btn-2" })}
  </div>`;
}

function head(route, go, data) {
  const regroup = async (event) => {
    await alterInTurn("share_set", { by: event.target.value });
    go(same(route, { who: "", page: "" }));
  };
  const unfolding = (name, text) =>
    html`<button
      type="button"
      class="linkish"
      id="${name}-button"
      aria-expanded=${Boolean(state.ui[name])}
      @click=${() => toggle(name)}
    >
      ${text}
    </button>`;
  return html`<h2 id="ls">${BY[data.by].title}</h2>
    <p class="soft">${counted(data)}</p>
    ${writer(data)} ${names(data)} ${data.total ? files(data) : ""}
    <div class="lists-how">
      <label class="size"
        >Group by
        <select class="govuk-select small" id="group-by" @change=${regroup}>
          ${Object.entries(BY).map(
            ([by, { one }]) => html`<option value=${by} ?selected=${by === data.by}>${one}</option>`,
          )}
        </select></label
      >
      ${unfolding("leave-out", "Leave out rules")} ${unfolding("who-is-asked", "Change who is asked")}
    </div>
    ${rulesForm(data)} ${rolesForm(data)}`;
}

export function lists(route, go) {
  const asked = paging(route);
  const { data, fault } = query("share lists", "share_lists", asked.page, asked.size);
  if (fault) return html`<section class="section">${ourFault(fault)}</section>`;
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
