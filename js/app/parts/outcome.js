// What the last change did, with a way to take it back; and a fault of the last one. Heard through announce().
import { html } from "lit-html";
import { state } from "../state.js";
import { goSoon } from "../focus/focus.js";
import { copyDetails } from "./fault.js";
import { goodIcon, wrongIcon } from "./icons.js";

export function outcomeLine(css = "") {
  const { outcome, message, changing } = state;
  if (message)
    return html`<p class="done fault-line ${css}" role="alert">
      ${wrongIcon}<span><strong>${message.text}</strong> ${copyDetails(message.details)} to report it.</span>
    </p>`;
  if (outcome?.path !== state.route.path) return "";
  const { strong, rest, undo } = outcome;
  const back = async () => {
    await undo.act();
    toOutcome();
  };
  return html`<p class="done ${css}" id="outcome" tabindex="-1">
    ${goodIcon}<span><strong>${strong}</strong> ${rest ?? ""}</span>
    ${
      undo
        ? html`<span class="end"
            ><button type="button" class="linkish" aria-disabled=${changing} @click=${back}>
              ${undo.text}${undo.more ? html`<span class="vh">${undo.more}</span>` : ""}
            </button></span
          >`
        : ""
    }
  </p>`;
}

/** Where the button that was pressed goes away, the outcome gets the focus. */
export const toOutcome = () => goSoon("outcome");
