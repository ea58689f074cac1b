// The children behind a figure: counted, not counted and why, cannot tell, with an error; each leads to its own page.
import { html } from "lit-html";
import { query, queryOnce } from "../stores/query.js";
import { takeSql } from "../stores/ask-store.js";
import { href, same } from "../router.js";
import { making } from "../parts/making.js";
import { loadingPart } from "../parts/loading.js";
import { pager, paging } from "../parts/pager.js";
import { fetchFile } from "../stores/downloads.js";
import { state } from "../state.js";
import { cell, childLink, thead } from "../parts/table.js";
import { number } from "../format.js";

const LISTS = { counted: "Counted", not: "Not counted", cannot: "Cannot tell", error: "With an error" };

/** What the address asks for. `whose`: "worker:SW1", "team:" for those without a team. */
function asked(route) {
  const [, kind, name] = /^(worker|team):(.*)$/s.exec(route.show.whose ?? "") ?? [];
  return {
    of: route.show.of in LISTS ? route.show.of : "counted",
    ...(route.show.group ? { split: route.show.split ?? "", group: route.show.group } : {}),
    ...(kind ? { [kind]: name } : {}),
  };
}

const tabs = (data, route, chosen) =>
  html`<nav class="tabs no-print" aria-label="Which children">
    ${data.counts.map(
      ({ state: name, count: many }) =>
        html`<a
          href=${same(route, { of: name === "counted" ? "" : name, page: "" })}
          aria-current=${name === chosen ? "true" : "false"}
          >${LISTS[name]}: ${number(many)}</a
        >`,
    )}
  </nav>`;

function whose(data, route, go) {
  const named = (list) => list.filter(Boolean).length;
  if (!named(data.workers) && !named(data.teams)) return "";
  const option = (kind, name) => {
    const value = `${kind}:${name}`;
    return html`<option value=${value} ?selected=${route.show.whose === value}>
      ${name || (kind === "team" ? "No team known" : "No worker known")}
    </option>`;
  };
  const group = (kind, label, list) =>
    named(list) ? html`<optgroup label=${label}>${list.map((name) => option(kind, name))}</optgroup>` : "";
  return html`<label class="fg-whose"
    >Whose
    <select
      class="govuk-select small"
      @change=${(event) => go(same(state.route, { whose: event.target.value, page: "" }))}
    >
      <option value="" ?selected=${!route.show.whose}>Everybody’s</option>
      ${group("team", "Teams", data.teams)}${group("worker", "Workers", data.workers)}
    </select></label
  >`;
}

const hasError = (one) => html`<a href=${href(["findings", "child", one.child])}>has an error</a>`;

function rows(data, wanted) {
  const why = wanted.of === "not" || wanted.of === "cannot";
  const teams = data.teams.some(Boolean);
  const workers = data.workers.some(Boolean);
  return html`<table role="table" class="grid cards fg-kids">
    <caption class="vh">
      Children: ${LISTS[wanted.of]}
    </caption>
    ${thead("Child", why && "Why", data.heads, workers && "Worker", teams && "Team", "Errors that touch it")}
    <tbody role="rowgroup">
      ${data.rows.map(
        (one) =>
          html`<tr role="row">
            ${cell("Child", childLink(one.child))}
            ${why ? cell("Why", one.why) : ""}${one.groups.map((text, n) => cell(data.heads[n], text))}
            ${workers ? cell("Worker", one.worker) : ""}${teams ? cell("Team", one.team) : ""}
            ${cell("Errors", one.has_error ? hasError(one) : "")}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The list as a question in Ask, where it can be asked further. */
async function openInAsk(toAsk, ...wanted) {
  const found = await queryOnce("figure_question", ...wanted);
  if (!found) return;
  takeSql(found.sql);
  toAsk();
}

export function childrenBehind(view, route, go) {
  const wanted = asked(route);
  const page = paging(route);
  const day = route.show.day ?? "";
  const { data, pending, fault } = query(
    "figure children",
    "figure_children",
    view.line.id,
    day,
    wanted,
    page.page,
    page.size,
  );
  const args = (kind) => [view.line.id, day, wanted, kind];
  return html`<section class="section" aria-labelledby="fg-kids" aria-busy=${pending}>
    <div class="sec-head">
      <h2 id="fg-kids">The children behind it</h2>
      ${data ? whose(data, route, go) : ""}
    </div>
    ${fault ? html`<p>They could not be listed: ${fault.message}</p>` : ""}
    ${
      data
        ? html`${tabs(data, route, wanted.of)}
            ${
              wanted.group
                ? html`<p>
                    Only “${wanted.group}”. <a href=${same(route, { group: "", page: "" })}>Show all groups</a>
                  </p>`
                : ""
            }
            ${data.total ? rows(data, wanted) : html`<p class="soft">Nobody.</p>`}
            ${data.total ? pager(route, page, data.total, go, "children") : ""}
            <div class="row-btn no-print fg-take">
              ${making("figure_children_file", "Download these rows as Excel", { css: "btn-2", args: args("xlsx") })}
              <button type="button" class="linkish" @click=${() => fetchFile("figure_children_file", ...args("csv"))}>
                or as CSV
              </button>
              <button
                type="button"
                class="linkish"
                @click=${() => openInAsk(() => go(href(["ask"])), view.line.id, day, wanted)}
              >
                Open in Ask
              </button>
              <span class="meta">They name children by their id.</span>
            </div>`
        : fault
          ? ""
          : loadingPart("Getting the children…")
    }
  </section>`;
}
