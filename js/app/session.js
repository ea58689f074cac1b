// What the user can do with the files and the check: the page's side of the worker.
import { Engine } from "../engine.js";
import { announce } from "./announce.js";
import { answerWith, askAgain, forgetAnswers } from "./ask.js";
import { download } from "./download.js";
import { asAt } from "./as-at.js";
import { rememberCouncil, rememberedCouncil } from "./remember.js";
import { change, state } from "./state.js";
import { count } from "./words.js";

let engine = null;
let reading = null;
let forgotten = 0; // goes up at each "Forget everything": work begun before it is dropped

export async function start() {
  state.choices.authority = rememberedCouncil();
  engine = new Engine({
    onProgress: ({ text }) => change({ engine: { ...state.engine, text } }),
    onFault: died,
  });
  answerWith((method, ...args) => engine.call(method, ...args));
  await ready(engine.start());
}

async function ready(starting) {
  try {
    await starting;
    const about = await engine.call("about");
    change({ about, engine: { ...state.engine, status: "ready" } });
  } catch (fault) {
    died(fault);
    return;
  }
  announce("Python is ready.");
  if (state.wantsSample) await sample();
  await read();
}

function died(fault) {
  if (state.engine.status === "stopped") return;
  const check = state.check.status === "running" ? { status: "none" } : state.check;
  change({ check, engine: { ...state.engine, status: "stopped", text: fault.message ?? String(fault), details: fault.details ?? fault.stack ?? String(fault) } });
  announce("The part of this page that checks has stopped. That is our fault, not your data’s.");
}

/** A new worker, and the files again: the browser still has them. */
export async function restart() {
  const again = kept.map(({ name, file }) => ({ name, file, size: file.size, reading: false }));
  forgetAnswers();
  kept.length = 0;
  change({
    files: null, waiting: [...again, ...state.waiting], summary: null, outdated: false, check: { status: "none" },
    engine: { status: "starting", text: "Loading Python, 1 of 3", details: "" },
  });
  await ready(engine.restart());
}

// The files as the browser gave them (it holds no copy of their contents), for a restart.
const kept = [];

/** Resolves when they have been read. */
export function add(found) {
  if (!found.length) return undefined;
  const readable = found.filter((one) => one.file);
  const unreadable = found.filter((one) => !one.file).map(cannotRead);
  change({
    waiting: [...state.waiting, ...readable.map(({ name, file }) => ({ name, file, size: file.size, reading: false }))],
    unreadable: [...state.unreadable, ...unreadable],
  });
  announce(`${count(found.length, "file")} added.`);
  return read();
}

const cannotRead = ({ name, folder }) => ({ name, problem: folder
  ? `${name}: this browser does not let the page open a folder that was dropped. Use “choose a whole folder” below the drop area, or drop the files in it.`
  : `${name}: the browser can’t open it. Is it open in another program, or on a drive that is not there? Close it or copy it to this computer, and drop it here again.` });

/** Read what waits, one file after the other, as soon as the worker can. */
async function read() {
  if (state.engine.status !== "ready" || reading) return reading;
  reading = (async () => {
    const began = forgotten;
    while (state.waiting.length && state.engine.status === "ready" && began === forgotten) {
      const next = state.waiting[0];
      next.reading = true;
      change();
      let bytes = null;
      try {
        bytes = new Uint8Array(await next.file.arrayBuffer());
      } catch {
        change({ unreadable: [...state.unreadable, cannotRead(next)] });
      }
      try {
        if (bytes && began === forgotten) {
          const files = await engine.call("add_file", next.name, bytes);
          if (began === forgotten) {
            kept.push(next);
            filesAre(files);
          }
        }
      } catch (fault) {
        if (state.engine.status !== "ready") { // Python died over it or beside it: it waits for the next one
          next.reading = false;
          break;
        }
        if (began === forgotten) {
          change({ unreadable: [...state.unreadable, { name: next.name, problem: `${next.name}: this page could not read it. That is our fault. The other files are not affected.`, details: fault.details ?? String(fault) }] });
        }
      }
      if (began === forgotten) change({ waiting: state.waiting.filter((one) => one !== next) });
    }
  })();
  await reading;
  reading = null;
  if (state.waiting.length && state.engine.status === "ready") return read();
}

function filesAre(files) {
  const outdated = state.outdated || (Boolean(state.summary) && checkedParts(files) !== checkedParts(state.files));
  forgetAnswers();
  change({ files, outdated, choices: { ...state.choices, year: files.year ?? state.choices.year } });
  if (state.summary && !outdated) refreshSummary(); // a saved check or a list of workers: the errors are the same, what is said of them is not
}

/** What a check looks at, as a text to compare. */
const checkedParts = (files) => JSON.stringify([files?.year, (files?.files ?? []).flatMap((file) => file.parts.filter((part) => ["table", "providers"].includes(part.kind)).map((part) => [file.id, part.part, part.table, part.role, part.year]))]);

async function refreshSummary() {
  change({ summary: await engine.call("overview", {}) });
}

/** Have the worker change the results: a mend, a note, how lists are made. The screens ask anew. Null where it failed. */
export async function alter(method, ...args) {
  if (state.changing) return null;
  change({ changing: true, message: null });
  let answer = null;
  try {
    answer = await engine.call(method, ...args);
    askAgain();
    await refreshSummary();
  } catch (fault) {
    failed(fault);
  }
  change({ changing: false });
  return answer;
}

/** An answer of the worker that no screen keeps. Null where it failed. */
export async function fetchAnswer(method, ...args) {
  try {
    return await engine.call(method, ...args);
  } catch (fault) {
    failed(fault);
    return null;
  }
}

export const remove = (file) => act("remove", file);
export const changePart = (file, part, table, year) => act("change", file, part, table, year);

async function act(method, ...args) {
  try {
    filesAre(await engine.call(method, ...args));
  } catch (fault) {
    failed(fault);
  }
}

function failed(fault) {
  if (state.engine.status === "ready") change({ message: { text: "That did not work, and it is our fault.", details: fault.details ?? String(fault) } });
}

export const dismissUnreadable = (one) => change({ unreadable: state.unreadable.filter((other) => other !== one) });

export async function sample() {
  if (state.engine.status !== "ready") {
    change({ wantsSample: true });
    return;
  }
  try {
    const files = await engine.call("sample");
    filesAre(files);
    if (!state.choices.authority && files.authority) change({ choices: { ...state.choices, authority: files.authority } });
    announce(`Sample data loaded: ${count(files.files.length, "file")}.`);
  } catch (fault) {
    failed(fault);
  }
}

/** Another collection year makes other files this year's and last year's. */
export function chooseYear(year) {
  change({ choices: { ...state.choices, year }, message: null });
  return act("choose_year", year);
}

export function choose(patch) {
  if ("authority" in patch) rememberCouncil(patch.authority);
  change({ choices: { ...state.choices, ...patch }, message: null, outdated: Boolean(state.summary) });
}

/** Run the check. True when it went to its end. */
export async function check() {
  const { year, authority, rulesYear } = state.choices;
  const as_at = asAt();
  const before = state.summary;
  forgetAnswers();
  change({ check: { status: "running", finished: 0, total: 0, code: "", title: "" }, summary: null, message: null, outcome: null });
  announce("Checking has begun.");
  let quarter = 0;
  try {
    const last = await engine.check({ year, authority, rules_year: rulesYear, as_at }, (step) => {
      if (state.check.status !== "running") return;
      change({ check: { ...state.check, ...step } });
      const now = Math.floor((4 * step.finished) / (step.total || 1));
      if (now > quarter && now < 4) announce(`${25 * now}% of the rules are checked.`);
      quarter = now;
    });
    if (last.stopped || state.check.status !== "running") {
      change({ check: { status: "stopped" }, summary: before }); // the worker keeps the results of the check before
      announce("Stopped.");
      return false;
    }
    const summary = await engine.call("overview", {});
    change({ check: { status: "done" }, summary, outdated: false });
    announce(`Checked. ${count(summary.errors, "error")}.`);
    return true;
  } catch (fault) {
    if (state.engine.status === "ready") {
      change({ check: { status: "none" }, summary: before });
      failed(fault);
    }
    return false;
  }
}

export function stopCheck() {
  change({ check: { status: "stopped" } });
  engine.stop();
}

export async function forget() {
  forgotten += 1;
  kept.length = 0;
  forgetAnswers();
  rememberCouncil("");
  change({
    files: null, waiting: [], unreadable: [], summary: null, outdated: false, message: null, outcome: null, open: {},
    check: { status: "none" }, choices: { year: null, authority: "", rulesYear: null, asAt: null },
  });
  try {
    if (state.engine.status === "ready") await engine.call("forget");
  } catch (fault) {
    failed(fault);
  }
  announce("Everything is forgotten.");
}

/** Fetch a file that the worker makes, and hand it over. */
export async function fetchFile(method, ...args) {
  change({ making: method });
  try {
    download(await engine.call(method, ...args));
    announce("Downloaded.");
  } catch (fault) {
    failed(fault);
  }
  change({ making: "" });
}
