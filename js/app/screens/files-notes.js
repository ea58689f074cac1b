// What stands under a file's name: what needs a look, with an ochre dot, and how it was read, folded where there is
// more to say.
import { html } from "lit-html";
import { state } from "../state.js";
import { number, yearLabel } from "../format.js";
import { idOf, openQuestions } from "./files-ask.js";

const ended = (text) => (/[.!?:]$/.test(text) ? text : `${text}.`);

// What an open question is about, by the first word of its key.
const ABOUT = {
  column: "One column may be misspelt",
  dates: "Some dates can be read two ways",
  clock: "Some dates may be a day early",
};
const kindOf = (question) => question.key.split(":")[0];
export const isOfYears = (question) => ["year", "swap"].includes(kindOf(question));

const names = (question, file) =>
  question.where.startsWith(file.name) ||
  file.name.startsWith(`${question.where}/`) ||
  question.sentence.includes(file.name);

/** The open questions about the parts: their own, and for those that wait the one that says which year they are of. */
function questionsOf({ file, parts }) {
  const asks = new Set(parts.flatMap((part) => part.asks));
  const waits = parts.some((part) => part.role === "waits");
  return openQuestions().flatMap((one, at) => {
    if (asks.has(one.key)) return [{ at, about: ABOUT[kindOf(one)] ?? "One thing is in doubt" }];
    return waits && isOfYears(one) && names(one, file)
      ? [{ at, about: "Not checked until you say which year it is" }]
      : [];
  });
}

const inPart = (part, several, text) => ended(several && part.sheet ? `${part.sheet}: ${text}` : text);

/** What needs a look: [text or template]. */
export function looksOf(row) {
  const { parts } = row;
  const asked = questionsOf(row).map(
    ({ at, about }) => html`${about}: <a href="#/files" data-jump="${idOf(at)}t">question ${at + 1}</a>.`,
  );
  return [...asked, ...parts.flatMap((part) => part.looks.map((look) => inPart(part, parts.length > 1, look)))];
}

const tablesIn = (parts) =>
  ended(
    parts
      .filter((part) => part.kind !== "unknown")
      .map((part) => `${part.table || part.label} ${number(part.rows)}`)
      .join(", "),
  );

/** How it was read: sentences. `ignored`: sheets of the file that are no table of the return. */
function notesOf({ file, parts, ignored, isFirst }) {
  const said = isFirst ? file.notes.map(ended) : [];
  if (parts.length > 3) said.push(tablesIn(parts));
  for (const part of parts) for (const note of part.notes) said.push(inPart(part, parts.length > 1, note));
  for (const part of ignored) said.push(`Sheet “${part.sheet}” ignored. ${part.notes.map(ended).join(" ")}`);
  return said;
}

const line = (note) => html`<span class="no">${note}</span>`;
const folded = (notes, name) =>
  html`<details>
    <summary>
      <span>How it was read: ${number(notes.length)} notes<span class="vh"> on ${name}</span></span>
    </summary>
    <ul>
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>
  </details>`;

export function underName(row) {
  const looks = looksOf(row);
  const notes = notesOf(row);
  return html`${
    looks.length ? html`<div class="look"><div>${looks.map((look) => html`<p>${look}</p>`)}</div></div>` : ""
  }
  ${
    notes.length > 1
      ? folded(notes, row.file.name)
      : notes.length
        ? line(notes[0])
        : looks.length
          ? ""
          : line("Read as it is.")
  }`;
}

/** Why a file, or a table of it, is not used: one sentence. */
export function whyNot({ file, parts }) {
  const said = [...file.notes, ...parts.flatMap((part) => part.notes)];
  const tables = parts.filter((part) => part.kind === "table");
  if (!tables.length) return said.map(ended).join(" ") || "No table of the return.";
  const which = tables.map((part) => part.table).join(", ");
  const { year } = state.files;
  if (tables.every((part) => !part.year)) return `${which}: left out, as you answered.`;
  const other = tables.find((part) => part.year > year);
  return other
    ? `${which} of ${yearLabel(other.year)}. A check of ${yearLabel(year)} uses that year and those before it.`
    : tables[0].why;
}
