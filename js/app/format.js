// How numbers, counts, years and dates are said.
const NUMBER = new Intl.NumberFormat("en-GB");
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Date(Date.UTC(2000, month)).toLocaleString("en-GB", { month: "long", timeZone: "UTC" }),
);

export const number = (n) => (n === null || n === undefined ? "" : NUMBER.format(n));

/** 1 error, 2 errors; 1,204 children. */
export const count = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;

/** A share between 0 and 1 as a whole percentage. */
export function percent(share) {
  if (share > 0 && share < 0.01) return "<1%";
  return `${Math.round(share * 100)}%`;
}

/** 2027 as 2026-27. */
export const yearLabel = (year) => (year ? `${year - 1}-${String(year).slice(2)}` : "");

/** 2026-10-26 as 26 October 2026, or 26 Oct. */
export function longDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

export function shortDate(iso) {
  const [, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1].slice(0, 3)}`;
}

export const monthName = (month) => MONTHS[month - 1].slice(0, 3);

/** A size in the words of a file manager. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A list of codes, runs of whole numbers written as "131 to 134". */
export function codeRuns(codes) {
  const runs = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last && /^\d+$/.test(code) && /^\d+$/.test(last.end) && Number(code) === Number(last.end) + 1) {
      last.end = code;
      last.length += 1;
    } else runs.push({ start: code, end: code, length: 1 });
  }
  return runs.flatMap(({ start, end, length }) =>
    length === 1 ? [start] : length === 2 ? [start, end] : [`${start} to ${end}`],
  );
}

/** Names of tables; last year's is said only where this year's is not among them. */
export function tableNames(names) {
  const said = names.filter((name) => !name.endsWith("_last") || !names.includes(name.slice(0, -5)));
  return said.map((name) => (name.endsWith("_last") ? `${name.slice(0, -5)} of last year` : name)).join(", ");
}

/** "3 changes", or "" for none. */
export const some = (n, one) => (n ? count(n, one) : "");

/** "a, b and c", without those that are blank. */
export const joined = (things) =>
  things
    .filter(Boolean)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
