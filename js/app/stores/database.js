// The tables as one SQLite file, which the check's worker makes in steps: for Ask, and for local rules. One at a time,
// since the worker has one under way.
import { call } from "../../client/calls.js";

let turn = Promise.resolve();

/**
 * {bytes, tables, version}; null where `have` is its number. `onTable` hears of each table.
 * @param {number} have
 * @param {(table: string) => void} [onTable]
 */
export function database(have, onTable = () => {}) {
  const made = turn.then(() => make(have, onTable));
  turn = made.then(
    () => undefined,
    () => undefined,
  );
  return made;
}

async function make(have, onTable) {
  let step = await call("ask_begin", have);
  if (step.done) return null;
  const { version } = step;
  while (!step.done) {
    if (step.table) onTable(step.table);
    step = await call("ask_step");
    if (step.version !== version) step = await call("ask_begin", 0); // another worker knows nothing of it
  }
  return /** @type {any} */ (step);
}
