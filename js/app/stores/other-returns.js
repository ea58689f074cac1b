// Figures of the other councils' returns that are among the files: made when asked for, one council after the other.
import { call } from "../../client/calls.js";
import { failed } from "../error-message.js";
import { change } from "../state.js";
import { asAt } from "./as-at.js";
import { invalidate } from "./query.js";

/** Which council's are being made; `of` is 0 while none are. */
export const adding = { name: "", nth: 0, of: 0, stopped: false };
let made = []; // `{key, name, day}` of each whose figures are made

/** Make those of `{key, name}` of each, until all are made or the user stops it. `day`: as at, today's where none. */
export async function addReturns(waiting) {
  Object.assign(adding, { nth: 0, of: waiting.length, stopped: false });
  for (const { key, name, day = asAt() ?? "" } of waiting) {
    Object.assign(adding, { name, nth: adding.nth + 1 });
    change();
    if (!(await add(key, day))) break;
    made = [...made.filter((one) => one.key !== key), { key, name, day }];
    if (adding.stopped) break;
  }
  adding.of = 0;
  change();
}

/** Make them once more, for another worker. */
export function addReturnsAgain() {
  if (made.length) addReturns(made);
}

export function forgetReturns() {
  made = [];
}

async function add(key, day) {
  try {
    await call("side_by_side_add", key, day);
    invalidate("side_by_side", "side_by_side_months");
    return true;
  } catch (fault) {
    failed(fault);
    return false;
  }
}

/** After the council that is being checked now. */
export function stopAdding() {
  adding.stopped = true;
  change();
}
