// What the user does with the results of a check, and what is made of them to take away.
import { announce } from "./announce.js";
import { askAgain } from "./ask.js";
import { download } from "./download.js";
import { call } from "./python.js";
import { change, state } from "./state.js";
import { failed } from "./trouble.js";

export async function refreshSummary() {
  change({ summary: await call("overview", {}) });
}

let turn = Promise.resolve(); // until what was typed or chosen last is known to the worker

/**
 * Have the worker change the results: a fix, a note, how lists are made. The screens ask anew. Null where it failed.
 */
export async function alter(method, ...args) {
  if (state.changing) return null;
  change({ changing: true, message: null });
  let answer = null;
  try {
    answer = await call(method, ...args);
    askAgain();
    await refreshSummary();
  } catch (fault) {
    if (!answer || !fault.fatal) failed(fault); // what is done another worker is told, and its summary is asked for
    askAgain();
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

/** An answer of the worker that no screen keeps. Null where it failed. */
export async function fetchAnswer(method, ...args) {
  try {
    return await call(method, ...args);
  } catch (fault) {
    failed(fault);
    return null;
  }
}

/** Resolves once the worker knows all that was typed. */
export const turnOver = () => turn;

/** Fetch a file that the worker makes, and hand it over. */
export const fetchFile = (method, ...args) => handOver(method, () => call(method, ...args));

/** Hand over the file that `make` makes; until then the buttons of `method` say so. */
export async function handOver(method, make) {
  change({ making: method, message: null });
  await turn;
  try {
    download(await make());
    announce("Downloaded.");
  } catch (fault) {
    failed(fault);
  }
  change({ making: "" });
}
