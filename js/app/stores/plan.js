// The plan is worked out in the background, a step at a time, while the screens' questions come in between: from each
// check, and anew from each change.
import { query, invalidate } from "./query.js";
import { call, quiet } from "../../client/calls.js";
import { change, state } from "../state.js";

const LARGE = 5000; // errors: with more, a step takes so long that only who is on Fix should wait for it
let of = null; // the results that the worker's plan is of
let isUnderWay = false;

/** Go on with the plan where there is something to plan. */
export function planAlong() {
  if (isWanted() && !isUnderWay) toItsEnd();
}

/** Whether there are so many errors that the plan is worked out on Fix alone. */
export const isLeftToFix = () => state.summary?.errors > LARGE;

const isWanted = () => state.summary && state.summary !== of && (!isLeftToFix() || state.route?.place === "fix");

async function toItsEnd() {
  isUnderWay = true;
  while (isWanted()) {
    await quiet();
    const now = state.summary;
    if (!now) break;
    const step = await tryOne();
    if (!step) break;
    if (step.done && now === state.summary) {
      of = now;
      invalidate("plan", "plan_group", "fix_try");
    }
    change({ planning: step });
  }
  isUnderWay = false;
}

/** Null where the worker died over it: it goes on once another one is there. */
async function tryOne() {
  try {
    return await call("plan_step");
  } catch (fault) {
    if (fault.fatal) return null;
    of = state.summary; // once is enough
    return { done: true, groups: 0, tried: 0, fault };
  }
}

/** {data, pending, fault}: the plan as far as it is known. */
export function thePlan() {
  const { data, pending, fault } = query("plan", "plan");
  const failed = state.planning?.fault;
  // Another worker knows of no plan.
  if (data?.checked && !data.done && !failed && state.summary === of) of = null;
  return { data, pending: pending || !data?.done, fault: fault ?? failed };
}
