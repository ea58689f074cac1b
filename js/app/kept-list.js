// The changes and notes that the page keeps, as a list for Excel, where there is no Python to make one.
import { memo } from "./python.js";

const HEAD = ["Child", "Table", "Field or rule", "From", "To or note", "Why", "When"];
const QUOTE = "\u0022";
const FORMULA = /^[=+\-@\t\r]/; // a spreadsheet would take it for a formula

const cell = (value) => {
  const text = FORMULA.test(value) ? `\u0027${value}` : value;
  return [QUOTE, text.replaceAll(QUOTE, QUOTE + QUOTE), QUOTE].join("");
};

/** {name, bytes}, as the worker makes files. */
export function keptList() {
  const { log, accepted } = JSON.parse(new TextDecoder().decode(memo.bytes));
  const rows = [HEAD];
  for (const { why, when, undone, changes } of log?.batches ?? []) {
    for (const [at, [table, , field, before, after, child]] of changes.entries()) {
      if (undone.includes(at)) continue;
      rows.push([
        child,
        table,
        field ?? "the whole row",
        before,
        field ? after : "taken out",
        why,
        when.slice(0, 16).replace("T", " "),
      ]);
    }
  }
  for (const [child, found] of Object.entries(accepted))
    for (const [rule, table, , , note] of found) rows.push([child, table, rule, "", note, "Accepted", ""]);
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  return { name: "check903 changes and notes.csv", bytes: new TextEncoder().encode(`\ufeff${text}\r\n`) };
}
