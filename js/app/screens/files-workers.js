// Files asks for the list of workers: letters then have names and addresses.
import { html } from "lit-html";
import { state } from "../state.js";
import { making } from "../parts/making.js";

const hasWorkers = () => state.files?.files.some((file) => file.parts.some((part) => part.kind === "workers"));

/** What a list of workers is for, and the template; "" once there is one. */
export function workersLine() {
  if (!state.files?.tables_this || hasWorkers()) return "";
  return html`<div class="workers-line">
    <p>
      <strong>Letters with names:</strong> add a list of workers with the columns CHILD, WORKER, TEAM and EMAIL, and
      every letter under Share has a name and an address. The template holds the ids of this year’s children.
    </p>
    ${making("workers_template", "Download the template", { css: "btn-2" })}
  </div>`;
}
