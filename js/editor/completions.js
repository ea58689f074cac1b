// What the editor offers while one types: tables, columns and codes, each with its meaning, helpers, and SQL's words.
const KEYWORDS = `select from where group by order having join left on as and or not in is null like between distinct
  case when then else end limit desc asc union with exists cast over partition`.split(/\s+/);
const FUNCTIONS =
  "count sum avg min max round coalesce date julianday strftime substr upper lower length abs iif".split(" ");

const ofTable = (table) => ({ label: table.name, detail: `one row for each ${table.row}`, type: "class", boost: 1 });
const ofColumn = (column) => ({ label: column.name, detail: column.meaning, type: "property", boost: 2 });
const ofCode = ({ code, meaning }) => ({ label: code, detail: meaning, type: "enum" });
const ofHelper = ({ word, meaning }) => ({
  label: word.replace(/\(.*/, ""),
  detail: meaning,
  type: "function",
  apply: word.replace(/\(.*/, "("),
});
const plain = (label) => ({ label, type: "keyword", boost: -1 });

function once(options) {
  const seen = new Set();
  return options.filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** Aliases and names of the tables that the text uses, in small letters -> the table. */
function used(text, tables) {
  const byName = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
  const found = new Map();
  for (const [, word, alias] of text.toLowerCase().matchAll(/(\w+)(?=(?:\s+(?:as\s+)?(\w+))?)/g)) {
    const table = byName.get(word);
    if (!table) continue;
    found.set(word, table);
    if (alias && !KEYWORDS.includes(alias)) found.set(alias, table);
  }
  for (const [, name, from] of text.matchAll(/^\s*(\w+)\s*=\s*(?:tables\.)?(\w+)/gm))
    if (byName.has(from.toLowerCase())) found.set(name.toLowerCase(), byName.get(from.toLowerCase()));
  return found;
}

/** Within quotes after a column: its codes. `PLACE = 'U`, `e.LS in ('V`, `Episodes.PLACE == "`, `.PLACE.isin(["`. */
function codes(before, tables, lists) {
  const inQuotes = /(\w+)["'\]]?\s*(?:==?|!=|<>|(?:not\s+)?in\s*\(|\.isin\(\s*\[)[^=<>]*["'](\w*)$/i.exec(before);
  const column =
    inQuotes &&
    tables.flatMap((table) => table.columns).find((one) => one.name === inQuotes[1].toUpperCase() && one.codes);
  return column ? { options: (lists[column.codes] ?? []).map(ofCode), typed: inQuotes[2] } : null;
}

/** Within quotes in Python: columns, of the table before the bracket if there is one. */
function columnsInQuotes(before, tables, known) {
  const found = /(?:(\w+)?\[\[?[^\]]*|\w+\([^()]*)["'](\w*)$/.exec(before);
  if (!found) return null;
  const table = found[1] && known.get(found[1].toLowerCase());
  return {
    options: once((table ? [table] : [...known.values()]).flatMap((one) => one.columns).map(ofColumn)),
    typed: found[2],
  };
}

function afterDot(before, tables, known) {
  const found = /(\w+)\.(\w*)$/.exec(before);
  if (!found) return null;
  if (found[1] === "tables") return { options: tables.map(ofTable), typed: found[2] };
  const table = known.get(found[1].toLowerCase());
  return table ? { options: table.columns.map(ofColumn), typed: found[2] } : null;
}

function anywhere(before, language, { tables, helpers }, known) {
  const typed = /\w*$/.exec(before)[0];
  const columns = language === "sql" ? [...known.values()].flatMap((table) => table.columns).map(ofColumn) : [];
  const own = helpers.filter((one) => !one.language || one.language === language).map(ofHelper);
  const words = language === "sql" ? [...KEYWORDS, ...FUNCTIONS].map(plain) : [];
  return { options: once([...columns, ...tables.map(ofTable), ...own, ...words]), typed };
}

/** A source for CodeMirror. `known`: {tables, codes, helpers}, which may come later. */
export const completions = (language, known) => (context) => {
  const text = context.state.doc.toString();
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (/^\s*(--|#)/.test(before)) return null;
  const tables = used(text, known.tables);
  const quotes = (before.match(/["']/g) ?? []).length % 2 === 1;
  const found = quotes
    ? (codes(before, known.tables, known.codes) ??
      (language === "python" ? columnsInQuotes(before, known.tables, tables) : null))
    : (afterDot(before, known.tables, tables) ??
      (/\.\w*$/.test(before) ? null : anywhere(before, language, known, tables)));
  if (!found || (!found.typed && !context.explicit && !quotes && !/\.$/.test(before))) return null;
  return { from: context.pos - found.typed.length, options: found.options, validFor: /^\w*$/ };
};
