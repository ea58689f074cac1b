// When the worker dies: a new one is given the files, what the user decided (client/calls.js keeps the memo) and the
// check, while the screen stays as it is.
//
// Nothing that the user loaded, changed, noted, ticked or typed is lost, and nothing is stored for it: the page keeps
// in its own memory the files as the browser gave them (files-store.js; a `File` is no copy), the memo
// (session/snapshot.py: bytes to the page; the methods that change it are marked `@decides`) and the screen as it is.
// worker-client.js knows of a death by the worker's `error` event, by Python no longer answering after a fault (a
// `MemoryError` alone is none: that step failed, in a sentence), or by a lock that the worker held for as long as it
// lived. After a minute of silence the page offers to end it. What is asked or pressed meanwhile waits. What went down
// with the worker (a change, a download) is said not to be done, and not tried again by itself. Two deaths within a
// minute, or one while it recovers, and it waits to be told. A file over which it died twice is left out.
import { announce } from "../focus/announce.js";
import { invalidate } from "./query.js";
import { checkAgain, forgetCheck } from "./check-run.js";
import { WorkerFault } from "../../client/fault.js";
import { client, hold, listen, memo, release } from "../../client/calls.js";
import { addReturnsAgain } from "./other-returns.js";
import { filesAgain, read, readAgain, sample } from "./files-store.js";
import { change, state } from "../state.js";
import { count, number } from "../format.js";

const SHORT = 60_000; // ms: who dies again so soon will die again

let attempt = 0; // goes up with each new worker: what was begun for the one before is dropped
let isUnderWay = false;
let isChecking = false;
let backAt = -Infinity;

/** Hears of every fault that no call waits for. */
export function heard(fault) {
  if (!fault.fatal) {
    if (isUnderWay) return; // what it is about is done once more
    change({ notice: { kind: "fault", text: fault.message, details: fault.details } });
    announce(fault.message);
    return;
  }
  const soon = !state.about || isUnderWay || performance.now() - backAt < SHORT;
  const wasChecking = isChecking || state.check.status === "running";
  if (!isUnderWay) hold();
  if (soon && !fault.byUser) giveUp(fault);
  else recover(fault, fault.byUser && wasChecking);
}

/** Once more, after it was given up. */
export function tryAgain() {
  hold();
  return recover(state.notice.fault, false);
}

function giveUp(fault) {
  attempt += 1;
  isUnderWay = isChecking = false;
  change({
    slow: false,
    python: { status: "stopped", text: fault.message, details: fault.details },
    notice: { kind: "stopped", fault },
  });
  announce("Checking has stopped. What you loaded and changed is still kept in this page.");
  release(fault);
}

/** `uncheck`: the user stopped a check that went nowhere, so it is not run again. */
async function recover(fault, uncheck) {
  const mine = ++attempt;
  isUnderWay = true;
  isChecking = false;
  const step = (text) => {
    if (mine !== attempt) throw new WorkerFault("Another worker is under way.", { fatal: true });
    change({ notice: { kind: "again", fault, text } });
  };
  change({ slow: false, python: { status: "starting", text: "Starting again", details: fault.details } });
  step("Starting again…");
  announce("Checking stopped and is starting again. Your files and changes are kept.");
  if (uncheck) forgetCheck();
  try {
    await client.restart();
    if (!state.about) change({ about: await client.call("about") });
    const lost = await readAgain((at, of) => step(`Reading ${count(of, "file")} again: file ${number(at)}…`));
    step("Looking at the files again…");
    await filesAgain(memo ? await client.call("recall", memo.bytes) : await client.call("files"));
    listen();
    if (lost) forgetCheck();
    isChecking = true;
    await checkAgain(({ finished, total }) => step(`Checking again: ${number(finished)} of ${count(total, "rule")}…`));
    if (mine === attempt) allBack(lost);
  } catch (again) {
    if (mine === attempt && !again.fatal) giveUp(again); // of a worker that died `heard` hears
  }
}

function allBack(lost) {
  isUnderWay = isChecking = false;
  backAt = performance.now();
  invalidate();
  change({
    python: { status: "ready", text: "Python is ready", details: "" },
    notice: { kind: "back", lost, notDone: state.notDone },
    notDone: false,
  });
  announce("Checking works again. Everything is back.");
  release();
  addReturnsAgain();
  if (state.wantsSample) sample();
  read();
}

/** "Forget everything" while a new worker is being given what is now forgotten: begin with another one. */
export async function forgetRecovery() {
  if (isUnderWay) await recover(state.notice.fault, false);
}

/** The user does not want to wait any longer. */
export const stopWaiting = () => client.terminate();

export const dismissNotice = () => change({ notice: null });
