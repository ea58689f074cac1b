import { html } from "lit-html";
import { fetchFile, handOver } from "../stores/downloads.js";
import { state } from "../state.js";

/**
 * A button that has the worker make a file and hands it over. `args` may be a function that finds them out first.
 * @param {string} method
 * @param {string} text
 * @param {{css?: string, args?: unknown[] | (() => unknown[] | Promise<unknown[]>), make?: () => Promise<any>}} [more]
 *   make: who makes the file, where it isn't the worker alone
 */
export function making(method, text, { css = "", args = [], make = null } = {}) {
  const busy = state.making === method;
  const press = async () => {
    if (state.making) return;
    if (make) handOver(method, make);
    else fetchFile(method, ...(typeof args === "function" ? await args() : args));
  };
  return html`<button class="govuk-button ${css}" type="button" aria-disabled=${busy} @click=${press}>
    ${busy ? "Making it…" : text}
  </button>`;
}
