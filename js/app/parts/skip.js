// A way past the long list of files: to the button that checks them.
import { html } from "lit-html";
import { state } from "../state.js";

export const skipToCheck = () =>
  state.route.place === "files" && state.files?.rows
    ? html`<a class="skip" href="#check" data-jump="check">Skip to Check</a>`
    : "";
