// Which records of the plan's groups are ticked: as proposed, until the user says otherwise. Another check begins anew.
import { change, state } from "../state.js";

/**
 * @typedef {{ticks: "proposed" | "helping" | "all" | "none", but: Map<string, number>}} Ticks but: record -> its
 * changes, below 0 where it is unticked
 */

/** @type {Map<string, Ticks>} */
let chosen = new Map();
let of = "";

const BASE = {
  proposed: (row) => row.ticked,
  helping: (row) => row.gone > row.new,
  all: () => true,
  none: () => false,
};

/** @returns {Ticks} */
export function ticksOf(key) {
  if (of !== state.summary.checked_on) {
    of = state.summary.checked_on;
    chosen = new Map();
  }
  return chosen.get(key) ?? { ticks: "proposed", but: new Map() };
}

/** Whether a record of a group is ticked. `row`: {record, ticked, gone, new}. */
export function isTicked(key, row) {
  const { ticks, but } = ticksOf(key);
  return BASE[ticks](row) !== but.has(row.record);
}

/** Tick a record or not. `changes`: how many it has. */
export function tickRecord(key, row, changes, on) {
  const { ticks, but } = ticksOf(key);
  const other = new Map(but);
  if (BASE[ticks](row) === on) other.delete(row.record);
  else other.set(row.record, on ? changes : -changes);
  chosen.set(key, { ticks, but: other });
  change();
}

/** Tick all of a group, none, or those that help. */
export function tickThese(key, ticks) {
  chosen.set(key, { ticks, but: new Map() });
  change();
}

/** After it was applied. */
export const forgetTicks = (key) => chosen.delete(key);

/** {changes, records} of a group that are ticked. */
export function ticked(group) {
  const { ticks, but } = ticksOf(group.key);
  const base = {
    proposed: [group.proposed, group.ticked],
    helping: [group.helping_changes, group.helping],
    all: [group.changes, group.total - (group.held?.bare.length ?? 0)],
    none: [0, 0],
  }[ticks];
  const others = [...but.values()];
  return {
    changes: others.reduce((sum, count) => sum + count, base[0]),
    records: others.reduce((sum, count) => sum + Math.sign(count), base[1]),
  };
}
