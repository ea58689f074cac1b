// A field for a cell's new value: the permitted codes with their meanings, or a text.
import { html } from "lit-html";

const HINTS = { date: "dd/mm/yyyy" };

/** `column` is one of fix_fields(); `now` the value that it has. */
export function valueField(column, id, now = "") {
  const { label, codes } = column;
  if (!codes.length) {
    return html`<label class="govuk-label" for=${id}>${label}</label
      ><input
        class="govuk-input"
        id=${id}
        name="value"
        autocomplete="off"
        .value=${now}
        placeholder=${HINTS[column.type] ?? ""}
      />`;
  }
  const known = !now || codes.some((one) => one.code === now);
  return html`<label class="govuk-label" for=${id}>${label}</label
    ><select class="govuk-select" id=${id} name="value">
      <option value="" ?selected=${!now}>blank</option>
      ${known ? "" : html`<option value=${now} selected>${now}, not a code of this year</option>`}
      ${codes.map(
        (one) => html`<option value=${one.code} ?selected=${one.code === now}>${one.code} ${one.meaning}</option>`,
      )}
    </select>`;
}
