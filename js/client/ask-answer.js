// What a question answered, looked over: the code that made it may be a stranger's. Only data of known types and
// sizes goes on to the page.
const MOST = { rows: 100_000, cells: 1_000_000, columns: 300, text: 4_100, printed: 50_000, said: 20_000 };
/** Of all that an answer says. The worker keeps to less (check903/ask/answers.py); the page reads no more. */
export const MOST_CHARACTERS = 120_000_000;
const TYPES = ["text", "date", "number", "yes or no"];
const CHARTS = ["bar", "line"];

class Unfit extends Error {}

function must(fits, what) {
  if (!fits) throw new Unfit(what);
}

const text = (value, most, what) => {
  must(typeof value === "string", what);
  return value.slice(0, most);
};

const whole = (value, what) => {
  must(Number.isSafeInteger(value) && value >= 0, what);
  return value;
};

const FITS = {
  text: (value) => typeof value === "string",
  date: (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
  number: (value) => typeof value === "number" && Number.isFinite(value),
  "yes or no": (value) => typeof value === "boolean",
};

const cell = (value, type) => {
  must(value === null || FITS[type](value), "a cell");
  return typeof value === "string" ? value.slice(0, MOST.text) : value;
};

const typed = (value) => {
  must(TYPES.includes(value), "a type");
  return value;
};

function chart(value, names) {
  if (value === null) return null;
  must(CHARTS.includes(value?.kind) && names.includes(value.x) && names.includes(value.y), "the chart");
  return { kind: value.kind, x: value.x, y: value.y };
}

function table({ columns, rows, total, chart: drawn }) {
  must(Array.isArray(columns) && columns.length <= MOST.columns, "the columns");
  const heads = columns.map((one) => ({ name: text(one?.name, MOST.text, "a name"), type: typed(one?.type) }));
  const names = heads.map((one) => one.name);
  must(new Set(names).size === names.length, "the names");
  must(Array.isArray(rows) && rows.length <= MOST.rows && rows.length * heads.length <= MOST.cells, "the rows");
  const values = rows.map((row) => {
    must(Array.isArray(row) && row.length === heads.length, "a row");
    return row.map((value, at) => cell(value, heads[at].type));
  });
  return {
    columns: heads,
    rows: values,
    total: Math.max(whole(total, "the total"), rows.length),
    chart: chart(drawn, names),
  };
}

const KINDS = {
  table,
  value: ({ value, type }) => ({ value: cell(value, typed(type)), type }),
  nothing: () => ({}),
  fault: ({ line, sentence, more, said, repair }) => ({
    line: whole(line, "a line"),
    sentence: text(sentence, 1_000, "a sentence"),
    more: text(more, 2_000, "more"),
    said: text(said, MOST.said, "what was said"),
    repair:
      repair === null
        ? null
        : {
            line: whole(repair?.line, "a line"),
            wrong: text(repair?.wrong, 200, "a word"),
            right: text(repair?.right, 200, "a word"),
          },
  }),
};

const UNFIT =
  "The code answered something that this page can’t show safely. Ask for a table, a number, a date or a text.";

/** The answer of that JSON text; an Error with a sentence where it is none. */
export function checked(json) {
  try {
    const given = JSON.parse(text(json, MOST_CHARACTERS, "an answer"));
    must(given !== null && typeof given === "object" && Object.hasOwn(KINDS, given.kind), "the kind");
    must(typeof given.seconds === "number" && given.seconds >= 0 && given.seconds < 1e6, "the time");
    return {
      kind: given.kind,
      seconds: given.seconds,
      printed: text(given.printed, MOST.printed, "what was printed"),
      ...KINDS[given.kind](given),
    };
  } catch (fault) {
    throw new Error(UNFIT, { cause: fault });
  }
}
