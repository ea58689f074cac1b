// How letters and lists are made: who writes and by when to reply, the names of the workers, which rules are left out,
// and who is asked about each.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { announce } from "../focus/announce.js";
import { fromInput } from "../stores/dropped-files.js";
import { add } from "../stores/files-store.js";
import { alter, alterInTurn } from "../stores/changes.js";
import { state, setUi } from "../state.js";
import { focusWhenDrawn } from "../focus/focus.js";
import { making } from "../parts/making.js";
import { count, number } from "../format.js";

const set = (name) => (event) => alterInTurn("share_set", { [name]: event.target.value });

/** Who writes, where to answer, by when: on every letter. */
export function writer(data) {
  const field = (name, label, more = {}) =>
    html`<label class="letter-field"
      >${label}
      <input
        class="govuk-input"
        type=${more.type ?? "text"}
        name=${name}
        maxlength="200"
        .value=${data[name]}
        @change=${set(name)}
    /></label>`;
  return html`<div class="writer" role="group" aria-label="On every letter">
    ${field("fix_by", "Reply by", { type: "date" })} ${field("sender", "From")}
    ${field("contact", "Contact (e-mail or telephone)")}
  </div>`;
}

async function chosen(event) {
  await add(fromInput(event.target));
  event.target.value = "";
}

const choose = (text) =>
  html`<input hidden type="file" id="choose-workers" accept=".csv,.xlsx,.xls,.xlsm,.ods" @change=${chosen} /><button
      type="button"
      class="govuk-button btn-2"
      @click=${() => document.getElementById("choose-workers").click()}
    >
      ${text}
    </button>`;

const template = () => making("workers_template", "Download the template", { css: "btn-2" });

/** The list of workers: what it gives, or how to make one. */
export function names(data) {
  const { workers } = data;
  if (!workers)
    return html`<div class="names">
      <p>
        <strong>Whose children are they?</strong> Give a list with the columns CHILD, WORKER, TEAM and EMAIL, and every
        letter has a name and an address. The template holds the ids of this year’s children. Without a list, workers
        are those of SWEpisodes, by their number.
      </p>
      <div class="row-btn">${template()}${choose("Choose the list")}</div>
    </div>`;
  const lacking = workers.of - workers.children;
  return html`<div class="names">
    <p>
      List of workers: ${count(workers.workers, "worker")}${workers.teams ? ` in ${count(workers.teams, "team")}` : ""}
      for ${number(workers.children)} of ${count(workers.of, "child", "children")}.
      ${lacking ? html`${count(lacking, "child has", "children have")} no worker in it. ` : ""}
      ${
        workers.no_addresses.length
          ? html`<strong>Not an e-mail address:</strong> ${workers.no_addresses
                .slice(0, 5)
                .map((one) => `“${one}”`)
                .join(
                  ", ",
                )}${workers.no_addresses.length > 5 ? ` and ${number(workers.no_addresses.length - 5)} more` : ""}.
              These letters have no addressee.`
          : ""
      }
    </p>
    <div class="row-btn">${template()}${choose("Choose another list")}</div>
  </div>`;
}

/** Open or close one of the forms; the focus goes into it and back. */
export function toggle(name, open = !state.ui[name]) {
  setUi(name, open);
  focusWhenDrawn(open ? `#${name} .boxes [name]` : `#${name}-button`);
}

function form(name, label, submit, body) {
  const send = async (event) => {
    event.preventDefault();
    if (!(await alter("share_set", submit(new FormData(event.target))))) return;
    announce("The lists have been made again.");
    toggle(name, false);
  };
  return html`<form
    class="small-form"
    id=${name}
    aria-label=${label}
    @submit=${send}
    data-escape
    @leave=${() => toggle(name, false)}
  >
    ${body}
    <div class="row-btn">
      <button class="govuk-button" type="submit">Make the lists</button
      ><button class="linkish" type="button" @click=${() => toggle(name, false)}>Cancel</button>
    </div>
  </form>`;
}

const box = (name, value, on, text) =>
  html`<label class="box"
    ><input class="tick" type="checkbox" name=${name} value=${value} .checked=${on} /> <span>${text}</span></label
  >`;

/** Which rules no list should hold, and whether errors not due yet are in. */
export function rulesForm(data) {
  if (!state.ui["leave-out"]) return "";
  const rules = query("rules for lists", "rules", {}, "", "-errors").data?.rules ?? [];
  const listed = rules.filter((rule) => data.later || !state.summary.later_rules?.includes(rule.code));
  const chosen = (fields) => ({ left_out: fields.getAll("rule"), later: fields.has("later") });
  return form(
    "leave-out",
    "Leave out rules",
    chosen,
    html`<fieldset>
        <legend class="govuk-label">Leave out the errors of these rules</legend>
        <div class="boxes">
          ${listed.map((rule) =>
            box(
              "rule",
              rule.code,
              data.left_out.includes(rule.code),
              html`<span class="code">${rule.code}</span> ${rule.title}
                <span class="soft">(${number(rule.errors)})</span>`,
            ),
          )}
        </div>
      </fieldset>
      ${box("later", "yes", data.later, "List errors that are not due yet, too")}`,
  );
}

/** Who is asked about each rule; a role's own select gives all its rules to somebody else at once. */
export function rolesForm(data) {
  if (!state.ui["who-is-asked"]) return "";
  const { roles, rules } = query("roles", "share_roles").data ?? { roles: [], rules: [] };
  const label = (role) => roles.find((one) => one.role === role)?.label;
  const chosen = (fields) => ({
    who: {
      ...data.who, // of rules that found nothing in this check
      ...Object.fromEntries(rules.map((rule) => [rule.code, fields.get(rule.code)])),
      ...Object.fromEntries(rules.filter((rule) => fields.get(rule.code) === rule.who).map((rule) => [rule.code, ""])),
    },
  });
  const giveAll = (role) => (event) => {
    if (!event.target.value) return;
    for (const rule of rules.filter((one) => one.who === role))
      event.target.form.elements.namedItem(rule.code).value = event.target.value;
  };
  const options = (current, none) =>
    html`${none ? html`<option value="">${none}</option>` : ""}${roles.map(
      ({ role, label: text }) => html`<option value=${role} ?selected=${role === current}>${text}</option>`,
    )}`;
  const found = roles.filter(({ role }) => rules.some((rule) => rule.who === role));
  return form(
    "who-is-asked",
    "Who is asked",
    chosen,
    html`<p class="soft">
        Who a council would ask first about each rule. What only the data team can do is in nobody’s letter.
      </p>
      <div class="boxes">
        ${found.map(
          ({ role }) =>
            html`<div class="who-role">
              <h3 class="h4">${label(role)}</h3>
              <label class="size"
                ><span>All of these: ask</span>
                <select class="govuk-select small" name="all-${role}" @change=${giveAll(role)}>
                  ${options("", "as below")}
                </select></label
              >
              ${rules
                .filter((rule) => rule.who === role)
                .map(
                  (rule) =>
                    html`<label class="who-rule"
                      ><span
                        ><span class="code">${rule.code}</span> ${rule.title}
                        <span class="soft">(${number(rule.errors)})</span></span
                      >
                      <select class="govuk-select small" name=${rule.code}>
                        ${options(rule.chosen || rule.who)}
                      </select></label
                    >`,
                )}
            </div>`,
        )}
      </div>`,
  );
}
