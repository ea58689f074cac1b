// One group of the plan, opened: its records, which are ticked, what applying them would do, and the button.
import { html, nothing } from "lit-html";
import { query } from "../stores/query.js";
import { applyGroup } from "../stores/corrections.js";
import { afterDrawing, jump } from "../focus/focus.js";
import { ourFault } from "../parts/fault.js";
import { wrongIcon } from "../parts/icons.js";
import { loadingPart } from "../parts/loading.js";
import { toOutcome } from "../parts/outcome.js";
import { pager, paging } from "../parts/pager.js";
import { byRule, effect, trial } from "../parts/trial.js";
import { href } from "../router.js";
import { change, state, setUi } from "../state.js";
import { hidden, noName, th, thead } from "../parts/table.js";
import { count, number } from "../format.js";
import { inOrder, partOf } from "./fix-plan.js";
import { isOpen, record, which } from "./fix-record.js";
import { forgetTicks, ticked, ticksOf, tickThese } from "./fix-ticks.js";
import { typedBar } from "./fix-typed.js";
import { oneValue } from "./fix-value.js";

// The rows stand beside the list or, on a phone, above it: once the chosen group's are there, the focus goes to their
// heading. Until then the group before may be drawn again.
let wantsFocus = "";

/** Focus the heading of the group with that key, once it is there: at once if it stands open. */
export function focusRows(key) {
  wantsFocus = key;
  change();
}

function settleFocus(key) {
  if (wantsFocus !== key) return;
  wantsFocus = "";
  afterDrawing(() => {
    const heading = document.getElementById("offer");
    heading?.scrollIntoView({ block: "nearest" });
    heading?.focus({ preventScroll: true });
  });
}

/** The key of the group that comes after this one: the next of the plan, or the best that is left. */
function nextOf(plan, key) {
  const useful = inOrder(plan).filter((line) => line.ticked || line.key === key);
  const at = useful.findIndex((line) => line.key === key);
  return (useful[at + 1] ?? useful.find((line) => line.key !== key))?.key;
}

/** "Group 2 of 9 in the plan". */
function stepOf(plan, group) {
  const good = partOf(plan, "plan");
  const at = good.findIndex((line) => line.key === group.key);
  if (at >= 0) return at ? `Group ${number(at + 1)} of ${number(good.length)} in the plan` : "The best one left";
  return { patterns: "One cause, many errors", safe: "Safe: nothing changes its meaning", apart: "Check one by one" }[
    group.part
  ];
}

function nav(plan, group) {
  const next = nextOf(plan, group.key);
  return html`<div class="rule-nav">
    <span class="soft">${stepOf(plan, group) ?? ""}</span>
    <span
      ><a href="#plan" class="all" @click=${jump("plan")}>All groups</a> ${
        next ? html`<a href=${href(["fix"], {}, { offer: next })} @click=${() => focusRows(next)}>Next group</a>` : ""
      }</span
    >
  </div>`;
}

/** Why nothing is ticked, and which group is better. */
function warning(group) {
  if (group.part !== "apart") return "";
  const harm = group.new >= group.gone;
  return html`<p class="warn">
    ${wrongIcon}<span
      >${
        harm
          ? html`<strong
              >${count(group.changes, "change")} would remove ${count(group.gone, "error")} and cause
              ${number(group.new)} new.</strong
            > `
          : ""
      }${group.reason}
      ${
        group.better
          ? html`Go to
              <a href=${href(["fix"], {}, { offer: group.better.key })} @click=${() => focusRows(group.better.key)}
                >${group.better.title}</a
              >. `
          : ""
      }Nothing
      is ticked.</span
    >
  </p>`;
}

function tickLinks(group) {
  const records = group.total - (group.held?.bare.length ?? 0);
  const { ticks, but } = ticksOf(group.key);
  const link = (what, text) =>
    html`<button
      type="button"
      class="linkish"
      aria-pressed=${ticks === what && !but.size}
      @click=${() => tickThese(group.key, what)}
    >
      ${text}
    </button>`;
  if (!records) return "";
  return html`<div class="rule-nav ticks">
    <span
      >${group.part === "apart" || group.part === "safe" ? "" : link("proposed", "Tick what is proposed")}
      ${
        group.helping
          ? link(
              "helping",
              group.part === "apart"
                ? `Tick the ${number(group.helping)} that ${group.helping === 1 ? "helps" : "help"}`
                : "Tick all that help",
            )
          : ""
      }
      ${link("all", `Tick all ${number(records)}`)} ${link("none", "Untick all")}</span
    ><span class="soft">Order: best first</span>
  </div>`;
}

function rows(group) {
  const files = new Set(group.rows.map((row) => row.file)).size;
  const bare = group.held?.bare.length ?? 0;
  const part = (title, rows) =>
    rows.length
      ? html`<tr role="row" class="part">
            <th role="rowheader" colspan="6" scope="rowgroup">${title}</th>
          </tr>
          ${rows.map((row) => record(group, row, files))}`
      : "";
  const proposed = group.rows.filter((row) => row.changes.length);
  const rest = group.rows.filter((row) => !row.changes.length);
  return html`<table role="table" class="grid recs">
    <caption class="vh">
      Proposed changes, one row for each record
    </caption>
    ${thead(th(hidden("Apply")), "Record", "Now", noName, "Instead", th("Errors", "eff"))}
    <tbody role="rowgroup">
      ${
        group.held
          ? html`${part(
              `A value is proposed (${number(group.total - bare)})`,
              proposed,
            )}${part(`To be looked up (${number(bare)})`, rest)}`
          : group.rows.map((row) => record(group, row, files))
      }
    </tbody>
  </table>`;
}

let opened = ""; // the group that was opened after one was applied

/** Whether that group was opened by applying another: if the new plan doesn't need it, another takes its place. */
export const wasOpened = (key) => key === opened;

async function press(plan, group, go) {
  const { ticks, but } = ticksOf(group.key);
  if (state.changing || !ticked(group).changes) return;
  const next = nextOf(plan, group.key);
  if (!(await applyGroup(group, ticks, [...but.keys()]))) return;
  forgetTicks(group.key);
  opened = next ?? "";
  focusRows(opened);
  if (!opened) toOutcome();
  go(href(["fix"], {}, { offer: opened }));
}

function applyBar(plan, group, go) {
  const { ticks, but } = ticksOf(group.key);
  const { changes, records } = ticked(group);
  if (!group.changes) return "";
  const done = changes ? trial("tried", "fix_try", group.key, ticks, [...but.keys()]) : null;
  const open = Boolean(state.ui.both);
  const out = group.total - (group.held?.bare.length ?? 0) - records;
  return html`<div class="stickbar">
    <button
      class="govuk-button"
      type="button"
      aria-disabled=${!changes || state.changing}
      @click=${() => press(plan, group, go)}
    >
      ${state.changing ? "Checking again…" : changes ? `Apply ${count(done?.changes ?? changes, "change")}` : "Apply"}
    </button>
    <span
      ><span role="status">${!changes ? "No row is ticked." : done ? effect(done) : "Trying on a copy…"}</span>${
        done && (done.gone || done.new)
          ? html`,
              <button
                type="button"
                class="linkish"
                aria-expanded=${open}
                aria-controls="tried-both"
                @click=${() => setUi("both", !open)}
              >
                ${open ? "hide which" : "see which"}<span class="vh"> errors of all that is ticked</span>
              </button>`
          : ""
      }</span
    >
    ${out > 0 ? html`<span class="end soft">${number(out)} left out</span>` : ""}
    ${
      done && open
        ? html`<div class="which both" id="tried-both">
            <div class="two">
              ${byRule("Gone", done.gone_rules, "No error goes.")}${byRule("New", done.new_rules, "No new error.")}
            </div>
          </div>`
        : ""
    }
  </div>`;
}

const ruleLinks = ({ rules }) =>
  rules.length
    ? html`<span class="soft"
        >${rules.length > 1 ? "Rules" : "Rule"}
        ${rules.map((code, at) => html`${at ? ", " : ""}<a href=${href(["findings", "rule", code])}>${code}</a>`)}</span
      >`
    : "";

/** The group with that key, and beside it what the chosen record does. */
export function groupDetail(plan, route, go, key) {
  const asked = paging(route);
  const { data: group, fault, pending } = query(`group ${key}`, "plan_group", key, asked.page, asked.size);
  if (fault) return html`<section>${ourFault(fault)}</section>`;
  if (!group) return loadingPart("Getting the rows…");
  settleFocus(key);
  if (!group.found)
    return html`<section class="offer">
      <h2 id="offer" tabindex="-1">Nothing is left to change in this group</h2>
      <p><a href="#/fix">See the others</a></p>
    </section>`;
  const chosen = group.rows.find((row) => isOpen(key, row));
  return html`<section class="offer" aria-labelledby="offer" aria-busy=${pending}>
      ${nav(plan, group)}
      <h2 id="offer" tabindex="-1">${group.title}</h2>
      <p>
        ${group.text}${
          group.held
            ? `${count(group.held.errors, "error")} of ${count(group.held.children, "child", "children")} come${
                group.held.errors === 1 ? "s" : ""
              } from this one value.`
            : ""
        }
        ${ruleLinks(group)}
      </p>
      ${warning(group)}${tickLinks(group)} ${rows(group)} ${pager(route, asked, group.total, go, "records")}
      ${group.held ? typedBar(group) : ""} ${applyBar(plan, group, go)} ${group.held ? oneValue(group) : ""}
    </section>
    ${
      chosen
        ? html`<aside class="which beside" aria-label="What the chosen row does">${which(chosen)}</aside>`
        : nothing
    }`;
}
