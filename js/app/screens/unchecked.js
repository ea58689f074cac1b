// What the findings' places say while there is nothing to show.
import { html } from "lit-html";
import { state } from "../state.js";
import { ourFault } from "../parts/fault.js";
import { progress } from "./files-check.js";
import { count } from "../format.js";

/** A screen to show instead, or null where a check is there to be seen. */
export function unchecked(h1 = "Findings") {
  if (state.check.status === "running")
    return html`<h1 tabindex="-1">Checking your return</h1>
      <div class="narrow">${progress()}</div>`;
  if (state.summary) return null;
  const rows = state.files?.rows ?? 0;
  if (state.message)
    return html`<h1 tabindex="-1">${h1}</h1>
      ${ourFault(
        { message: "Your files are still here.", details: state.message.details },
        {
          what: "The check could not be finished",
        },
      )}
      <p><a class="govuk-button" href="#/files">Go to Files</a></p>`;
  if (state.check.status === "stopped")
    return html`<h1 tabindex="-1">${h1}</h1>
      <p class="lead">The check was stopped, so there is nothing to show. Your files are still here.</p>
      <p><a class="govuk-button" href="#/files">Go to Files and check again</a></p>`;
  return html`<h1 tabindex="-1">${h1}</h1>
    <p class="lead">
      ${
        rows
          ? `${count(rows, "row is", "rows are")} ready, but nothing has been checked yet.`
          : "Nothing has been checked yet."
      }
    </p>
    <p>
      ${
        rows
          ? html`<a class="govuk-button" href="#/files">Go to Files and check</a>`
          : html`<a class="govuk-button" href="#/files">Go to Files</a>`
      }
    </p>
    ${rows ? "" : html`<p class="soft">Drop in your return’s files there, or try with the sample data.</p>`}`;
}

export const outdatedNote = () =>
  state.outdated
    ? html`<p class="govuk-inset-text">
        Something changed after this check: files, year or council. <a href="#/files">Go to Files and check again</a> to
        bring the errors up to date.
      </p>`
    : "";
