// What the user changes in the results of a check: a fix, a note, how lists are made. The worker does it, and the
// screens ask anew.
import { call } from "../../client/calls.js";
import { failed } from "../error-message.js";
import { change, state } from "../state.js";
import { invalidate } from "./query.js";

export async function refreshSummary() {
  change({ summary: await call("overview", {}) });
}

let turn = Promise.resolve(); // until what was typed or chosen last is known to the worker

/** Have the worker change the results. Null where it failed. */
export async function alter(method, ...args) {
  if (state.changing) return null;
  change({ changing: true, message: null });
  let answer = null;
  try {
    answer = await call(method, ...args);
    invalidate();
    await refreshSummary();
  } catch (fault) {
    if (!answer || !fault.fatal) failed(fault); // what is done another worker is told, and its summary is asked for
    invalidate();
  }
  change({ changing: false });
  return answer;
}

/**
 * The same for what is typed or chosen: it waits its turn, so that nothing typed is lost, and downloads wait for it.
 */
export function alterInTurn(method, ...args) {
  const made = turn.then(async () => {
    while (state.changing) await new Promise((done) => setTimeout(done, 50));
    return alter(method, ...args);
  });
  turn = made.then(() => undefined);
  return made;
}

/** Resolves once the worker knows all that was typed. */
export const turnOver = () => turn;
