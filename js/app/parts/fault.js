import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { change, state } from "../state.js";
import { wrongIcon } from "./icons.js";

async function copy(details) {
  try {
    await navigator.clipboard.writeText(details);
    announce("Copied.");
    change({ copied: details });
  } catch {
    change({ shown: details }); // no clipboard: show them to be copied by hand
  }
}

/** "Copy the details", and the details themselves where the browser does not let a page copy. */
export const copyDetails = (details) =>
  html`<button type="button" class="linkish" @click=${() => copy(details)}>
      ${state.copied === details ? "Copied: copy the details again" : "Copy the details"}</button
    >${
      state.shown === details
        ? html`<textarea
            class="details-text"
            readonly
            rows="6"
            aria-label="Details of the fault"
            .value=${details}
          ></textarea>`
        : ""
    }`;

/** A fault of the tool, said to be ours. */
export const ourFault = (fault, { what = "This can’t be shown", more = "" } = {}) =>
  html`<div class="govuk-error-summary fault" role="alert">
    <h2 class="govuk-error-summary__title">${wrongIcon} ${what}. It is our fault, not your data’s</h2>
    <div class="govuk-error-summary__body">
      <p>${fault.message || fault.text || "Something in this tool failed."} ${more}</p>
      <p>${copyDetails(fault.details || String(fault))} to report it.</p>
    </div>
  </div>`;

/** A screen that can't be shown, under its heading. */
export const failedScreen = (h1, fault, more) =>
  html`<h1 tabindex="-1">${h1}</h1>
    ${ourFault(fault, more)}`;
