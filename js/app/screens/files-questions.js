// Files, where a file of saved questions was dropped: where they are now.
import { html } from "lit-html";
import { asked } from "../stores/ask-store.js";
import { state } from "../state.js";
import { count } from "../format.js";

const WAITS = "They are on Ask once your files are checked.";

export function questionsLine() {
  if (!asked.own.length) return "";
  return html`<p class="kept-line">
    <strong>${count(asked.own.length, "saved question")} for Ask.</strong> Nothing of them has run.
    ${state.summary ? html`<a href="#/ask">Open Ask</a> and choose one.` : WAITS}
  </p>`;
}
