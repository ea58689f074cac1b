// Files: what the tool is, the drop area, the files as recognised, and what to check.
import { html } from "lit-html";
import { fromDrop, fromInput } from "../dropped.js";
import { add, sample } from "../reading.js";
import { change, state } from "../state.js";
import { dropIcon } from "../parts/icons.js";
import { filesTable, troubles } from "./files-table.js";
import { panel } from "./files-panel.js";

let depth = 0; // a drag enters and leaves every element on its way

function drag(event, by) {
  event.preventDefault();
  depth = Math.max(0, depth + by);
  if (Boolean(depth) !== Boolean(state.dragging)) change({ dragging: depth > 0 });
}

async function drop(event) {
  event.preventDefault();
  depth = 0;
  change({ dragging: false });
  add(await fromDrop(event.dataTransfer));
}

function chosen(event) {
  add(fromInput(event.target));
  event.target.value = ""; // so that the same file can be chosen again
}

const press = (id) => () => document.getElementById(id).click();

const dropArea = () => html`<div class="drop ${state.dragging ? "over" : ""}" @dragenter=${(event) => drag(event, 1)} @dragleave=${(event) => drag(event, -1)} @dragover=${(event) => event.preventDefault()} @drop=${drop}>
    ${dropIcon}
    <p class="h2">Drop your files here, or <button type="button" class="linkish" @click=${press("choose-files")}>choose files</button></p>
    <p class="soft">CSV, XML, Excel or zip, and whole folders. This year’s and last year’s together.</p>
    <input hidden type="file" id="choose-files" multiple @change=${chosen}>
    <input hidden type="file" id="choose-folder" webkitdirectory @change=${chosen}>
  </div>
  <div class="under-drop">
    <span class="soft">Also: Ofsted’s provider list (<a href="#/help/providers">how to get it</a>). Or <button type="button" class="linkish" @click=${press("choose-folder")}>choose a whole folder</button></span>
    <span>No files to hand? ${state.wantsSample ? html`<span role="status">Sample data comes when Python is ready.</span>` : html`<button type="button" class="linkish" @click=${sample}>Try with sample data</button>`}</span>
  </div>`;

/** A file let go beside the drop area would make the browser open it in place of the page: it is taken too, wherever it falls. */
export function catchStrayDrops() {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    if (event.defaultPrevented) return;
    if (state.route.place === "files") drop(event);
    else event.preventDefault();
  });
}

export function files(route, go) {
  return html`<div class="cols cols-side-r">
    <div>
      <h1 tabindex="-1">Check your children looked after return</h1>
      <p class="lead">Drop in the files of your SSDA903 return and see every error the Department for Education would find, what it means and how to mend it. The checking happens inside this page: nothing is sent anywhere and nothing is installed.</p>
      ${dropArea()}
      ${troubles()}
      ${filesTable()}
    </div>
    ${panel(go)}
  </div>`;
}
