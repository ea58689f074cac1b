// Local rules among the files: their code, as text, to be looked at before any of it is run.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { download } from "../stores/downloads.js";
import { isRefused, isUsed, local, use } from "../stores/local-rules.js";
import { state } from "../state.js";
import { count } from "../format.js";

// What would make code look like other code: marks that turn the direction of writing, and letters that can't be seen.
const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const seen = (text) => text.replace(HIDDEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);

const code = (file) =>
  html`<pre class="local-code" tabindex="0" role="region" aria-label="The code of ${file.name}">${seen(file.text)}</pre>
    ${
      seen(file.text) === file.text
        ? ""
        : html`<p>
            <strong>Some of its characters can’t be seen; they are written as \\u200b and the like here.</strong>
          </p>`
    }`;

const rules = (file) =>
  file.rules.length
    ? html`<ul class="govuk-list govuk-list--bullet">
        ${file.rules.map((one) => html`<li><span class="code">${one.code}</span> ${one.title}</li>`)}
      </ul>`
    : html`<p>No rule could be told in it.</p>`;

const about = (file) => `${count(file.rules.length, "local rule")} in ${file.python ? "Python" : "SQL"}`;

const ask_ = (file, at) =>
  html`<section class="workfile local-file" aria-labelledby="local-${at}">
    <h2 id="local-${at}">${file.name}: ${about(file)}, not used yet</h2>
    ${rules(file)}
    <p>
      <strong>Read the code before you use it.</strong> Using somebody’s rules is like opening their macro, but for
      sending: the code can read the tables that you load here, and it can send nothing, store nothing and change
      nothing in your files or in what the Department’s rules find.
    </p>
    ${code(file)}
    <div class="row-btn">
      <button class="govuk-button" type="button" @click=${() => use(file, true)}>Use these rules</button
      ><button class="govuk-button btn-2" type="button" @click=${() => use(file, false)}>Leave them out</button>
    </div>
  </section>`;

const handOver = ({ name, text }) => download({ name, bytes: new TextEncoder().encode(text) });

const decided = (file) =>
  html`<details class="more local-file">
    <summary>${file.name}: ${about(file)}, ${isUsed(file) ? "used with every check" : "left out"}</summary>
    ${rules(file)}${code(file)}
    <div class="row-btn">
      <button class="govuk-button btn-2" type="button" @click=${() => use(file, !isUsed(file))}>
        ${isUsed(file) ? "Leave them out" : "Use these rules"}</button
      ><button class="linkish" type="button" @click=${() => handOver(file)}>
        Download<span class="vh"> ${file.name}</span>
      </button>
    </div>
  </details>`;

export function localFiles() {
  const some = state.files?.files.some((file) => file.parts.some((part) => part.kind === "local"));
  if (!some && !state.files?.work) return "";
  const files = query("local files", "local_files").data?.files ?? [];
  if (!files.length) return "";
  return html`${files.map((file, at) => (isUsed(file) || isRefused(file) ? "" : ask_(file, at)))}
  ${files.filter((file) => isUsed(file) || isRefused(file)).map(decided)}
  ${local.fault ? html`<p role="alert">Local rules could not be run: ${local.fault}</p>` : ""}
  ${
    files.some(isUsed)
      ? html`<p class="soft">
          What they find has the tag Local. Switch them on and off under <a href="#/more">More checks</a>.
        </p>`
      : ""
  }`;
}
