import { html } from "lit-html";
import { call } from "../../client/calls.js";
import { handOver } from "../stores/downloads.js";
import { state } from "../state.js";

/**
 * A button that has the worker make a file and hands it over. `args` may be a function that finds them out first.
 * @param {string} method
 * @param {string} text
 * @param {{css?: string, args?: unknown[] | (() => unknown[] | Promise<unknown[]>), make?: () => Promise<any>}} [more]
 *   make: who makes the file, where it isn't the worker alone
 */
export function making(method, text, { css = "", args = [], make = null } = {}) {
  const key = `${method}: ${text}`; // several buttons of a screen may be of one method
  const busy = state.making === key;
  const made =
    make ?? (async () => call(/** @type {any} */ (method), ...(typeof args === "function" ? await args() : args)));
  const press = () => state.making || handOver(key, made);
  return html`<button class="govuk-button ${css}" type="button" aria-disabled=${busy} @click=${press}>
    ${busy ? "Making it…" : text}
  </button>`;
}
