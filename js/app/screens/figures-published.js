// The Department's published files: which are here, where to get them, and a place to drop them.
import { html } from "lit-html";
import { fromDrop, fromInput } from "../stores/dropped-files.js";
import { add, remove } from "../stores/files-store.js";
import { state } from "../state.js";
import { count } from "../format.js";

const SITE = "explore-education-statistics.service.gov.uk";

async function drop(event) {
  event.preventDefault();
  add(await fromDrop(event.dataTransfer));
}

function chosen(event) {
  add(fromInput(event.target));
  event.target.value = ""; // so that the same file can be chosen again
}

const idOf = (name) =>
  state.files?.files.find(
    (file) => file.name.split(/[/\\]| > /).at(-1) === name && file.parts.some((part) => part.kind === "published"),
  )?.id;

const about = ({ note, kind, figures }) =>
  note || (kind === "neighbours" ? "Statistical neighbours" : `Stands beside ${count(figures, "figure")}`);

const file = (one) => {
  const id = idOf(one.name);
  return html`<li>
    <span>${one.name}<span class="meta">${about(one)}</span></span
    >${
      id === undefined
        ? ""
        : html`<button type="button" class="linkish" @click=${() => remove(id)}>
            Remove<span class="vh"> ${one.name}</span>
          </button>`
    }
  </li>`;
};

const MANY = 3;

/** Those that are here; many of them under a fold. */
function files(place) {
  const all = place.files;
  const list = html`<ul class="doc-list">
    ${all.map(file)}
  </ul>`;
  if (all.length <= MANY) return all.length ? list : "";
  return html`<details class="govuk-details after-table">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">${count(all.length, "published file")} on the page</span>
    </summary>
    ${list}
  </details>`;
}

export function publishedFiles(place) {
  const waiting = state.waiting.length;
  return html`<section class="section fg-files no-print" aria-labelledby="fg-files" aria-busy=${Boolean(waiting)}>
    <h2 id="fg-files">Comparing with other councils</h2>
    <p>
      The Department publishes its figures each November. On <strong>${SITE}</strong>, under “Children looked after in
      England including adoptions”, choose “Download all data”, and drop that zip here, or single CSV files of it. For
      neighbours, drop the CSV of the statistical neighbours too. Nothing is downloaded by this page.
      <a href="#/figures/councils">Several councils</a> are put side by side from the figures that they send you.
    </p>
    <div class="drop small" @dragover=${(event) => event.preventDefault()} @drop=${drop}>
      <p class="h2">
        Drop published files here, or
        <button type="button" class="linkish" @click=${() => document.getElementById("choose-published").click()}>
          choose files
        </button>
      </p>
      <input hidden type="file" id="choose-published" multiple @change=${chosen} />
    </div>
    ${waiting ? html`<p class="soft">${count(waiting, "file is", "files are")} being read…</p>` : ""} ${files(place)}
  </section>`;
}
