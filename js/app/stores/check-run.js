// Running the check, and running it once more in another worker.
import { announce } from "../focus/announce.js";
import { forgetAnswers } from "./query.js";
import { asAt } from "./as-at.js";
import { call, client, isWhole } from "../../client/calls.js";
import { change, state } from "../state.js";
import { failed } from "../error-message.js";
import { count } from "../format.js";

let finished = null; // what the results on show were made with

function chosen() {
  const { year, authority, rulesYear } = state.choices;
  return { year, authority, rules_year: rulesYear, as_at: asAt() };
}

/** Run the check. True when it went to its end. */
export async function check() {
  const options = chosen();
  const before = state.summary;
  forgetAnswers();
  change({
    check: { status: "running", finished: 0, total: 0, code: "", title: "" },
    summary: null,
    message: null,
    outcome: null,
  });
  announce("Checking has begun.");
  try {
    const last = await toItsEnd(options, quarters());
    if (last.stopped || state.check.status !== "running") {
      change({ check: { status: "stopped" }, summary: before }); // the worker keeps the results of the check before
      announce("Stopped.");
      return false;
    }
    finished = options;
    if (state.files?.work) change({ files: await call("files") }); // its changes are made now, and the memo says so
    const summary = await call("overview", {});
    change({ check: { status: "done" }, summary, outdated: false });
    announce(`Checked. ${count(summary.errors, "error")}.`);
    return true;
  } catch (fault) {
    change({ check: { status: fault.byUser ? "stopped" : "none" }, summary: finished && before });
    if (!fault.byUser) failed(fault);
    return false;
  }
}

/** The last step of the check; where the worker dies over it, that of the next worker's. */
async function toItsEnd(options, onStep) {
  while (state.check.status === "running") {
    try {
      await isWhole();
      return await client.check(options, onStep);
    } catch (fault) {
      if (!fault.fatal || fault.byUser) throw fault;
    }
    await isWhole();
  }
  return { stopped: true };
}

/** Takes down each step, and says each quarter to those who listen. */
function quarters() {
  let quarter = 0;
  return (step) => {
    if (state.check.status !== "running") return;
    change({ check: { ...state.check, ...step } });
    const now = Math.floor((4 * step.finished) / (step.total || 1));
    if (now > quarter && now < 4) announce(`${25 * now}% of the rules are checked.`);
    quarter = now;
  };
}

export function stopCheck() {
  change({ check: { status: "stopped" } });
  if (state.python.status === "ready") client.stop(); // another worker may be at the check before this one
}

/**
 * The results on show, made once more by another worker. Where they are the same, nothing on the screen moves, and
 * ticks stay.
 */
export async function checkAgain(onStep) {
  if (!finished) return;
  await client.check({ ...finished, work: false }, onStep); // a work file that waits goes on waiting
  if (state.choices.year !== finished.year) await client.call("choose_year", state.choices.year);
  const summary = await client.call("overview", {});
  if (state.summary && told(summary) !== told(state.summary)) change({ summary });
  if (JSON.stringify(finished) === JSON.stringify(chosen())) change({ outdated: false });
}

/** A summary but for when it was made. */
const told = (summary) => JSON.stringify({ ...summary, checked_at: "", checked_on: "", seconds: 0 });

/** There are no results any more. */
export function forgetCheck() {
  finished = null;
  forgetAnswers();
  change({ summary: null, outdated: false, check: { status: "none" } });
}
