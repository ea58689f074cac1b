// That there is work which would be lost with the page, and the file to keep it in.
import { html } from "lit-html";
import { state } from "../state.js";
import { memo } from "../../client/calls.js";
import { inWords, isUnsaved, savedAs, saveWork } from "../stores/work-file.js";

export const saveButton = (css = "btn-2") =>
  html`<button
    class="govuk-button ${css}"
    type="button"
    aria-disabled=${state.making === "save_work"}
    @click=${saveWork}
  >
    ${state.making === "save_work" ? "Saving…" : "Save my work"}
  </button>`;

const PLACES = new Set(["files", "fix", "share", "findings"]);

/** One line, as long as there is something to lose; larger for whoever was about to leave. */
export function unsaved(route) {
  if (!isUnsaved() || (!PLACES.has(route.place) && !state.leaving)) return "";
  return html`<div class="unsaved ${state.leaving ? "leaving" : ""}" role="region" aria-label="Work not saved yet">
    <p>
      <strong>${inWords()}</strong>
      ${
        state.leaving
          ? "would be lost with this page. Save them first, then close it."
          : "not saved yet: they are only in this page."
      }
      ${memo?.councils > 1 ? `${savedAs()}, keeps them.` : ""}
    </p>
    ${saveButton(state.leaving ? "" : "btn-2")}
  </div>`;
}
