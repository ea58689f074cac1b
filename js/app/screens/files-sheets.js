// What each sheet of Ofsted's list gave, and which rules can't be run for its settings.
import { html } from "lit-html";
import { count, number } from "../format.js";

const rulesOf = (codes) => `${codes.length === 1 ? "rule" : "rules"} ${codes.join(", ")} can’t be run`;

function notThere({ lacks, rules }) {
  if (!lacks.length) return "nothing";
  return html`<span class="lacks">${lacks.join(", ")}${rules.length ? `: ${rulesOf(rules)}` : ""}</span
    >${rules.length ? " for these" : ""}`;
}

const closed = (sheet) => (sheet.closed ? html` <span class="mean">${number(sheet.closed)} closed</span>` : "");

const row = (name) => (sheet) =>
  html`<tr role="row">
    <th role="rowheader" scope="row">${sheet.name === name ? "The whole file" : sheet.name}</th>
    <td role="cell" class="num">
      <span class="on-wide">${number(sheet.settings)}</span
      ><span class="on-narrow">${count(sheet.settings, "setting")}</span>${closed(sheet)}
    </td>
    <td role="cell" data-k="Gives">${sheet.gives.join(", ")}</td>
    <td role="cell" data-k="Not there">${notThere(sheet)}</td>
  </tr>`;

/** A table within the row of the file. */
export const sheetsTable = (sheets, name) =>
  html`<table role="table" class="sheets">
    <caption class="vh">
      What each sheet of ${name} gave
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Sheet</th>
        <th role="columnheader" scope="col" class="num">Settings</th>
        <th role="columnheader" scope="col">Gives</th>
        <th role="columnheader" scope="col">Not there</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${sheets.map(row(name))}
    </tbody>
  </table>`;
