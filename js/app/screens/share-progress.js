// Are the errors going down? The saved checks as a line; saving this one; choosing one to compare with.
import { html } from "lit-html";
import { add } from "../stores/files-store.js";
import { announce } from "../focus/announce.js";
import { fromInput } from "../stores/dropped-files.js";
import { setUi, state } from "../state.js";
import { trend as trendLine } from "../parts/charts.js";
import { making } from "../parts/making.js";
import { saveButton } from "../parts/unsaved.js";
import { savedAs } from "../stores/work-file.js";
import { th, thead } from "../parts/table.js";
import { count, number } from "../format.js";

const rate = (value) => (value === null ? "" : value.toFixed(1));

function trend(points) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first.per_100 || last.per_100 === null) return "";
  const part = 1 - last.per_100 / first.per_100;
  const rates = `from ${rate(first.per_100)} to ${rate(last.per_100)} per 100 children`;
  if (Math.round(100 * part) === 0) return `Since ${first.label} they have hardly changed: ${rates}.`;
  return `Since ${first.label} they have ${
    part > 0 ? "fallen" : "risen"
  } by ${Math.round(100 * Math.abs(part))}%, ${rates}.`;
}

function chart(points) {
  const said = points.map((point) => `${point.label} ${number(point.errors)}`).join(", ");
  return html`<p>${trend(points)}</p>
    ${trendLine(
      points,
      `Errors in ${points.length - 1 === 1 ? "a saved check" : `${points.length - 1} saved checks`} and now: ${said}`,
    )}
    <details class="govuk-details figures-table">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Show the figures as a table</span>
      </summary>
      <table class="grid few">
        <caption class="vh">
          Errors in the saved checks and now
        </caption>
        ${thead("Check of", th("Errors", "num"), th("Per 100 children", "num"))}
        <tbody>
          ${points.map(
            (point, at) =>
              html`<tr>
                <th scope="row">${point.label}${at === points.length - 1 ? ", this check" : ""}</th>
                <td class="num">${number(point.errors)}</td>
                <td class="num">${rate(point.per_100)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
}

/** Read the chosen files; say so if one is no saved check. */
async function choose(event) {
  const input = event.target;
  const found = fromInput(input);
  const names = found.map((one) => one.name);
  await add(found);
  input.value = "";
  const files = state.files?.files.filter((file) => names.includes(file.name)) ?? [];
  const others = files.filter(
    (file) => file.problem || !file.parts.some((part) => ["saved", "work"].includes(part.kind)),
  );
  setUi(
    "notSaved",
    others.map((file) => file.name),
  );
  announce(others.length ? `${others[0].name} is not a saved check.` : "Compared with the saved check.");
}

const row = (name, text, button) =>
  html`<li>
    <span><strong>${name}</strong><span class="meta">${text}</span></span
    >${button}
  </li>`;

export function progress({ points }, { comparisons }) {
  const dated = comparisons.filter((one) => one.other.label);
  const loaded = comparisons.length
    ? `${count(comparisons.length, "saved check", "saved checks")} loaded${
        dated.length ? `, the latest of ${dated.at(-1).other.label}` : ""
      }. `
    : "";
  const notSaved = state.ui.notSaved ?? [];
  return html`<section class="section" aria-labelledby="pg">
    <div class="cols cols-half">
      <div>
        <h2 id="pg">Are the errors going down?</h2>
        ${
          points.length
            ? chart(points)
            : html`<p>
                Save your work now. Drop the file in again with your next extract, and a line here shows how the errors
                went, with what is fixed, new and still there.
              </p>`
        }
      </div>
      <div>
        <h2 class="vh">Saved checks</h2>
        <ul class="doc-list">
          ${row(
            "Save my work",
            `${savedAs()}. Drop it in later beside the same files or newer ones: your changes, notes and choices are` +
              " back, and you see what is fixed, new and still there. Holds child ids, columns and values, and the" +
              " errors of today; no names of children or social workers.",
            saveButton(""),
          )}
          ${row(
            "Compare with an earlier check",
            `${loaded}Your saved work or an older saved check, or another council’s figures.`,
            html`<span
              ><input
                hidden
                type="file"
                id="choose-saved"
                accept=".json,application/json"
                multiple
                @change=${choose}
              /><button
                type="button"
                class="govuk-button btn-2"
                @click=${() => document.getElementById("choose-saved").click()}
              >
                Choose a file
              </button></span
            >`,
          )}
          ${row(
            "Share figures only",
            "Counts by rule and per 100 children. No ids, no dates; counts under 5 are shown as “under 5”.",
            making("figures", "Download figures", { css: "btn-2" }),
          )}
        </ul>
        ${
          notSaved.length
            ? html`<p class="govuk-error-message not-saved">
                ${notSaved.join(", ")}: not a saved check, so there is nothing to compare. It stands in
                <a href="#/files">Files</a> now.
              </p>`
            : ""
        }
      </div>
    </div>
  </section>`;
}
