// Which records of the plan's groups are ticked: as proposed, until the user says otherwise; the work file holds that.
import { queryOnce } from "../stores/query.js";
import { selection } from "../parts/selection.js";
import { change, state } from "../state.js";

/**
 * @typedef {{ticks: "proposed" | "helping" | "all" | "none", but: Map<string, number>}} Ticks but: record -> its
 * changes, below 0 where it is unticked
 */

/** @type {(...of: any[]) => Map<string, Ticks>} what was ticked here; the worker has been told */
const ticksHere = selection();
const chosen = () => ticksHere(state.summary.checked_on);

/** @type {Record<string, Answers.GroupTicks>} what the worker knows of: by a work file, or by another screen */
let known = {};

const BASE = {
  proposed: (row) => row.ticked,
  helping: (row) => row.gone > row.new,
  all: () => true,
  none: () => false,
};

/** Take over what is ticked as the worker's newest answer says. */
export function ticksAre(ticks) {
  known = ticks;
}

/** @returns {Ticks} */
export function ticksOf(key) {
  const told = known[key];
  return chosen().get(key) ?? { ticks: told?.ticks ?? "proposed", but: new Map(Object.entries(told?.but ?? {})) };
}

/** Keep it here and in the worker, with the rest of the work. */
function choose(key, ticks, but) {
  chosen().set(key, { ticks, but });
  change();
  queryOnce("plan_tick", key, ticks, [...but.keys()]);
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
  choose(key, ticks, other);
}

/** Tick all of a group, none, or those that help. */
export const tickThese = (key, ticks) => choose(key, ticks, new Map());

/** After it was applied. */
export function forgetTicks(key) {
  chosen().delete(key);
  known = Object.fromEntries(Object.entries(known).filter(([other]) => other !== key));
}

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
