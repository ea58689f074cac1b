// Fix and Share before a check: what they will hold, and where to begin.
import { html } from "lit-html";
import { state } from "../state.js";
import { unchecked } from "./unchecked.js";
import { count } from "../format.js";

/** `things`: [name, what it is]. */
export function emptyPlace(h1, lead, things) {
  if (state.check.status === "running") return unchecked(h1);
  const rows = state.files?.rows ?? 0;
  return html`<h1 tabindex="-1">${h1}</h1>
    <p class="lead">
      ${lead}
      ${
        rows
          ? `${count(rows, "row is", "rows are")} ready, but nothing has been checked yet.`
          : "Nothing has been checked yet."
      }
    </p>
    <p><a class="govuk-button" href="#/files">${rows ? "Go to Files and check" : "Go to Files"}</a></p>
    <section class="section" aria-labelledby="come">
      <h2 id="come">What this place will hold</h2>
      <ul class="doc-list">
        ${things.map(
          ([name, text]) =>
            html`<li>
              <span><strong>${name}</strong><span class="meta">${text}</span></span>
            </li>`,
        )}
      </ul>
    </section>`;
}
