// Questions to the worker for what is on screen. A screen asks while it draws; the answer draws it again.
// Until a new answer comes the last one to the same kind of question stays, so that nothing jumps.
import { failed } from "../error-message.js";
import { change } from "../state.js";

const KEPT = 40;
const answers = new Map();
let waiting = 0; // answers on their way
const last = new Map();
let call = null;

/** Whether what is on screen may have a newer answer on its way. */
export const isQuerying = () => waiting > 0;

export function answerWith(given) {
  call = given;
}

/** Forget all answers: the data behind them has changed. */
export function forgetAnswers() {
  answers.clear();
  last.clear();
}

/**
 * Something was changed: everything is asked anew, or the calls of these methods alone. What is on screen stays until
 * the new answers come.
 */
export function invalidate(...methods) {
  const isOld = (key) => !methods.length || methods.includes(JSON.parse(key)[0]);
  for (const key of [...answers.keys()]) if (isOld(key)) answers.delete(key);
}

/**
 * {data, pending, fault} of a call. `slot` names the place on screen whose last answer may stay while this one is on
 * its way.
 * @template {keyof Answers.Calls} M
 * @param {string} slot
 * @param {M} method
 * @param {Parameters<Answers.Calls[M]>} args
 * @returns {{data: ReturnType<Answers.Calls[M]> | undefined, pending: boolean, fault: any}}
 */
export function query(slot, method, ...args) {
  const key = JSON.stringify([method, args]);
  let answer = answers.get(key);
  if (!answer) {
    answer = { data: last.get(slot), pending: true, fault: null };
    answers.set(key, answer);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
    const current = () => answers.get(key) === answer;
    waiting += 1;
    call(method, ...args).then(
      (data) => {
        waiting -= 1;
        if (!current()) return change();
        Object.assign(answer, { data, pending: false });
        last.set(slot, data);
        change();
      },
      (fault) => {
        waiting -= 1;
        // Where Python died it is asked anew, once another worker knows as much (recovery.js).
        if (!current() || fault.fatal) return change();
        Object.assign(answer, { data: undefined, pending: false, fault });
        change();
      },
    );
  } else if (!answer.pending && !answer.fault) last.set(slot, answer.data);
  return answer;
}

/** An answer of the worker that no screen keeps. Null where it failed. */
export async function queryOnce(method, ...args) {
  try {
    return await call(method, ...args);
  } catch (fault) {
    failed(fault);
    return null;
  }
}
