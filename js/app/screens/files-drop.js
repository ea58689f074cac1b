// Where files are let go or chosen: large while there are none, a line once there are some.
import { html } from "lit-html";
import { canOpenFolders, fromDrop, fromInput } from "../stores/dropped-files.js";
import { add, sample } from "../stores/files-store.js";
import { change, state } from "../state.js";
import { dropIcon } from "../parts/icons.js";

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
const choose = (id, text) =>
  html`<button type="button" class="linkish" id="press-${id}" @click=${press(id)}>${text}</button>`;

const KINDS = "CSV, XML, Excel or zip";
const FOLDERS = canOpenFolders ? ", whole folders" : "";
const noFolders = canOpenFolders
  ? ""
  : html`<p class="soft">
      A folder can’t be dropped here: this browser keeps it from a page opened from a disk.
      ${choose("choose-folder", "Choose the folder")} instead, or drop the files in it.
    </p>`;

const large = () =>
  html`${dropIcon}
    <p class="h2">Drop your files here, or ${choose("choose-files", "choose files")}</p>
    <p class="soft">${KINDS}${FOLDERS}. This year’s and last year’s together.</p>
    ${noFolders}`;

const small = () =>
  html`<p class="h2">
      Drop more files here, or ${choose("choose-files", "choose files")} or ${choose("choose-folder", "a folder")}
    </p>
    <p class="soft">${KINDS}${FOLDERS}, Ofsted’s list, your work</p>
    ${noFolders}`;

const trySample = () =>
  state.wantsSample
    ? html`<span role="status">Sample data comes when Python is ready.</span>`
    : html`<button type="button" class="linkish" @click=${sample}>Try with sample data</button>`;

const underDrop = () =>
  html`<div class="under-drop">
    <span class="soft"
      >Also: Ofsted’s list of homes and agencies (<a href="#/help/providers">how to get it</a>), your saved work. Or
      ${choose("choose-folder", "choose a whole folder")}</span
    >
    <span>No files to hand? ${trySample()}</span>
  </div>`;

export const dropArea = (hasFiles) =>
  html`<div
      class="drop ${hasFiles ? "small" : ""} ${state.dragging ? "over" : ""}"
      @dragenter=${(event) => drag(event, 1)}
      @dragleave=${(event) => drag(event, -1)}
      @dragover=${(event) => event.preventDefault()}
      @drop=${drop}
    >
      ${hasFiles ? small() : large()}
      <input hidden type="file" id="choose-files" multiple @change=${chosen} />
      <input hidden type="file" id="choose-folder" webkitdirectory @change=${chosen} />
    </div>
    ${hasFiles ? "" : underDrop()}`;

/**
 * A file let go beside the drop area would make the browser open it in place of the page: it is taken too, wherever it
 * falls.
 */
export function catchStrayDrops() {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    if (event.defaultPrevented) return;
    if (state.route.place === "files") drop(event);
    else event.preventDefault();
  });
}
