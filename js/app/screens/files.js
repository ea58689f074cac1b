// Files: what the tool is, the drop area, what is to be answered, the files as they were read, and what to check.
import { html } from "lit-html";
import { ownRulesLine } from "../parts/local-rules.js";
import { state } from "../state.js";
import { questions } from "./files-ask.js";
import { questionsLine } from "./files-questions.js";
import { dropArea } from "./files-drop.js";
import { panel } from "./files-panel.js";
import { workersLine } from "./files-workers.js";
import { localFiles } from "./files-local.js";
import { yourWork } from "./files-work.js";
import { doubts, filesTable, noFiles, troubles, yearsLine } from "./files-table.js";

const LEAD = html`<p class="lead">
  Drop in the files of your SSDA903 return and see every error the Department for Education would find, what it means
  and how to fix it. The checking happens inside this page: nothing is sent anywhere and nothing is installed.
</p>`;

export function files(route, go) {
  const hasFiles = Boolean(state.files?.files.length || state.waiting.length || state.unreadable.length);
  return html`<div class="cols cols-side-r files-page">
    <div>
      <h1 tabindex="-1">Check your children looked after return</h1>
      ${hasFiles ? "" : LEAD} ${dropArea(hasFiles)}
      ${
        hasFiles
          ? html`${yourWork(go)}${localFiles()}${questions()}${troubles()}${yearsLine()}${doubts()}
            ${filesTable()}${workersLine()}`
          : noFiles()
      }
      ${questionsLine()}${hasFiles ? ownRulesLine() : ""}
    </div>
    ${panel(go)}
  </div>`;
}
