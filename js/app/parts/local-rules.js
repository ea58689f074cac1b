// What a council's own rules found, on the screens of the findings: apart from the errors, with the tag Local.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { isUsed, local } from "../stores/local-rules.js";
import { fetchFile } from "../stores/downloads.js";
import { href } from "../router.js";
import { state } from "../state.js";
import { cell, childLink, thead } from "./table.js";
import { count, number } from "../format.js";

export const localTag = html`<span class="govuk-tag tag-local">Local</span>`;

/** Whether some file of local rules is used. */
export const hasLocal = () =>
  Boolean(state.summary) && (query("local files", "local_files").data?.files ?? []).some(isUsed);

const found = (find, child, size) => query(`local ${child}`, "local_found", find, child, 0, size).data;
const APART = "From your own rules, not the Department’s: in none of the counts above.";

const section = (id, title, content) =>
  html`<section class="local-found" aria-labelledby=${id}>
    <h2 id=${id}>${localTag} ${title}</h2>
    <p class="soft">${local.running ? `${local.running}…` : APART}</p>
    ${content}
  </section>`;

const ruleLink = (code, title) => html`<a href=${href(["more", code])}><span class="code">${code}</span></a> ${title}`;
const where = (one) =>
  one.table_label
    ? html`${one.table_label}${one.line === null ? "" : html`, line ${number(one.line)}`}
        <span class="mean">${one.file}</span>`
    : "the child";

const rowsTable = (data, withChild) =>
  html`<table role="table" class="grid cards">
    <caption class="vh">
      What local rules found
    </caption>
    ${thead("Rule", withChild && "Child", "What it says", "Where")}
    <tbody role="rowgroup">
      ${data.rows.map(
        (one) =>
          html`<tr role="row">
            ${cell("Rule", ruleLink(one.code, one.title), "title")}
            ${withChild ? cell("Child", childLink(one.child)) : ""} ${cell("What it says", one.evidence)}
            ${cell("Where", where(one), "soft")}
          </tr>`,
      )}
    </tbody>
  </table>`;

const rest = (data) =>
  data.total > data.rows.length
    ? html`<p class="meta">
        The first ${number(data.rows.length)} of ${number(data.total)}. Each rule’s own page has all of them, and the
        workbook has them on the sheet Local.
      </p>`
    : "";

const nothing = (text) => html`<p>${local.running ? "" : text}</p>`;

const problems = (data) =>
  data.problems.map((one) => html`<p class="local-problem"><strong>Not run.</strong> ${one.text}</p>`);

const fromTemplate = (language, text) =>
  html`<button type="button" class="linkish" @click=${() => fetchFile("local_template", language)}>
    <span class="vh">Download the template in </span>${text}
  </button>`;

/** How to come to rules of one's own. */
export const ownRulesLine = () =>
  html`<p class="own-rules-line">
    <strong>Rules of your own:</strong> make one of a question on <a href="#/ask">Ask</a>, or start from a template in
    ${fromTemplate("sql", "SQL")} or ${fromTemplate("python", "Python")}.
    <a href="#/help/own-rules">How to write and share them</a>
  </p>`;

/** Under the list of rules. */
export function localByRule(find) {
  if (!hasLocal()) return "";
  const data = found(find, "", 20);
  if (!data) return "";
  return section(
    "local-rules",
    `${count(data.rules.length, "rule")} of your own`,
    html`<ul class="rules local-rules">
        ${data.rules.map(
          (rule) =>
            html`<li>
              <a href=${href(["more", rule.code])}
                ><span class="code">${rule.code}</span><span>${rule.title}</span
                ><span class="cnt">${rule.problem ? "not run" : number(rule.things)}</span></a
              >
            </li>`,
        )}
      </ul>
      ${problems(data)}`,
  );
}

/** Under the children with errors. */
export function localByChild(find) {
  if (!hasLocal()) return "";
  const data = found(find, "", 20);
  if (!data) return "";
  return section(
    "local-children",
    count(data.children, "child", "children"),
    data.by_child.length
      ? html`<ul class="govuk-list local-children">
            ${data.by_child.map(
              (one) =>
                html`<li>
                  ${childLink(one.child)} ${count(one.things, "thing")} to look at:
                  ${one.codes.map((code) => html`<a href=${href(["more", code])}>${code}</a> `)}
                </li>`,
            )}
          </ul>
          ${
            data.children > data.by_child.length
              ? html`<p class="meta">The first ${number(data.by_child.length)} of ${number(data.children)}.</p>`
              : ""
          }`
      : nothing("They find no child here."),
  );
}

/** Under all findings. */
export function localAll(find) {
  if (!hasLocal()) return "";
  const data = found(find, "", 50);
  if (!data) return "";
  return section(
    "local-all",
    count(data.total, "thing to look at", "things to look at"),
    data.total
      ? html`${rowsTable(data, true)}${rest(data)}
          <div class="row-btn">
            <button class="govuk-button btn-2" type="button" @click=${() => fetchFile("csv", "local", { text: find })}>
              Download these as CSV
            </button>
          </div>`
      : nothing("They find nothing here."),
  );
}

/** On a child's page. */
export function localOfChild(child) {
  if (!hasLocal()) return "";
  const data = found("", child, 50);
  if (!data?.total) return "";
  return section(
    "local-child",
    count(data.total, "thing to look at", "things to look at"),
    html`${rowsTable(data, false)}${rest(data)}`,
  );
}

/** On the overview, a line. */
export function localLine() {
  if (!hasLocal()) return "";
  const data = found("", "", 20);
  if (!data) return "";
  return html`<p class="more-line local-line">
    ${localTag} <strong>${count(data.total, "thing to look at", "things to look at")}</strong> in
    ${count(data.children, "child", "children")} by ${count(data.rules.length, "rule")} of your own, not among these
    counts. ${local.running ? html`<span class="soft">${local.running}…</span>` : ""}
    <a href="#/more">See what they find</a>
  </p>`;
}
