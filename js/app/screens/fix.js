// Fix: the plan of changes, what was changed, and the corrected files to take away.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { thePlan } from "../stores/plan.js";
import { state } from "../state.js";
import { failedScreen } from "../parts/fault.js";
import { loading } from "../parts/loading.js";
import { making } from "../parts/making.js";
import { outcomeLine } from "../parts/outcome.js";
import { changeLog } from "./fix-log.js";
import { focusRows, groupDetail, wasOpened } from "./fix-group.js";
import { inOrder, planSide } from "./fix-plan.js";
import { ticksAre } from "./fix-ticks.js";
import { way } from "./fix-way.js";
import { emptyPlace } from "./places-empty.js";
import { outdatedNote } from "./unchecked.js";
import { count, number } from "../format.js";

const HOLDS = [
  ["Safe changes", "Spaces, lower case, dates written another way, identical rows: all at once, the meaning stays."],
  [
    "The plan",
    "Groups of changes, best first: a value from last year’s return or Ofsted’s list, tried on a copy, ticked only" +
      " where it removes more errors than it causes.",
  ],
  ["Change log and undo", "Every change with child, table, row, field, from, to and why. Nothing changes silently."],
  ["Corrected files", "In the format they came in, every other cell as it was."],
];

/** The tables of this year's return that no file holds. */
function notLoaded() {
  const loaded = new Set(
    state.files.files.flatMap((file) => file.parts.filter((part) => part.role === "this").map((part) => part.table)),
  );
  return (state.about?.tables ?? []).filter((one) => !loaded.has(one.name)).map((one) => one.label);
}

function filesOf(fix) {
  const here = state.files.files.filter((file) => file.parts.some((part) => part.role === "this")).length;
  return fix.files_changed
    ? `${number(fix.files_changed)} of ${count(here, "file")} of this year changed.`
    : "No file is changed yet.";
}

function takeAway(fix) {
  const absent = notLoaded();
  const row = (name, text, button) =>
    html`<li>
      <span><strong>${name}</strong><span class="meta">${text}</span></span
      >${button}
    </li>`;
  const after = (there, button) => (there ? button : html`<span class="soft">Nothing is changed yet</span>`);
  return html`<section class="section" id="down" aria-labelledby="dl">
    <h2 id="dl" tabindex="-1">Download</h2>
    <ul class="doc-list">
      ${row(
        "Corrected files",
        `${filesOf(fix)} Each in the format it came in; every cell you did not change is as it was, byte for byte.`,
        after(fix.files_changed, making("corrected_files", "Download zip")),
      )}
      ${row(
        "List of changes for whoever keys them in",
        "Excel, by child: table, row, field, from, to, why.",
        after(fix.changes, making("change_log", "Download list", { css: "btn-2" })),
      )}
      ${row(
        "The whole return as XML",
        `For the Department’s portal, with your changes in it.${
          absent.length ? ` Left out, as no file holds it: ${absent.join(", ")}.` : ""
        }`,
        making("return_as_xml", "Download XML", { css: "btn-2" }),
      )}
    </ul>
  </section>`;
}

const head = (fix) =>
  html`<div class="page-head">
    <div>
      <h1 tabindex="-1">Fix</h1>
      <div class="soft">Nothing changes until you apply it, and everything can be undone.</div>
    </div>
    <div class="row-btn">
      ${fix.files_changed ? making("corrected_files", "Download corrected files (zip)") : ""}<a
        href="#/fix"
        data-jump="dl"
        >${fix.files_changed ? "Other downloads" : "Downloads"}</a
      >
    </div>
  </div>`;

function planned(plan, fix, route, go) {
  const lines = inOrder(plan);
  const asked = route.show.offer;
  const isThere = lines.some((line) => line.key === asked);
  const chosen = (isThere || !wasOpened(asked) ? asked : "") || (lines.find((line) => line.ticked) ?? lines[0])?.key;
  if (chosen && plan.known)
    return html`<div class="cols cols-fix">
      ${planSide(plan, fix, chosen, focusRows)} ${groupDetail(plan, route, go, chosen)}
    </div>`;
  if (!plan.done) return "";
  return html`<p class="lead">
    ${
      plan.now
        ? "None of the errors left is of a kind that can be fixed together. Change cells by hand in a child’s record," +
          " or hand out lists under Share."
        : "No errors are left."
    }
  </p>`;
}

export function fix(route, go) {
  if (!state.summary)
    return emptyPlace(
      "Fix",
      "The shortest way from errors to a clean return: what to change, best first, each change tried on a copy.",
      HOLDS,
    );
  const { data, pending, fault } = query("fix", "fix");
  const { data: plan, pending: planning, fault: planFault } = thePlan();
  if (fault || planFault) return failedScreen("Fix", fault ?? planFault);
  if (!data || !plan) return loading("Fix", "Looking for what can be fixed…");
  if (!planning) ticksAre(plan.ticks);
  const now = { ...plan, ...(plan.done ? {} : state.planning) };
  return html`<div aria-busy=${pending || planning || state.changing}>
    ${head(data)}${outdatedNote()}
    ${
      data.dropped
        ? html`<p class="govuk-inset-text">
            ${count(data.dropped, "earlier change")} could not be made again: the cells say something else in the files
            now.
          </p>`
        : ""
    }
    ${way(now, data)} ${outcomeLine()} ${planned(plan, data, route, go)} ${changeLog(data)} ${takeAway(data)}
  </div>`;
}
