// The council's own rules. Their code runs in a Python of its own, over copies of the tables, after each check and each
// change, once the user has seen it and wants it; never in that of the check, which is handed what they found as data.
import { announce } from "../focus/announce.js";
import { AskClient, AskFault, LATE } from "../../client/ask-client.js";
import { load, part } from "../../client/later.js";
import { invalidate } from "./query.js";
import { database } from "./database.js";
import { call, client, quiet } from "../../client/calls.js";
import { change, state } from "../state.js";
import { count } from "../format.js";

const MOST_EVENTS = 5000; // that the rules of some files may give
// What tells what they found.
const SHOWN = ["local_files", "local_found", "own_check", "share_lists", "share_list", "search"];

export const local = {
  running: "", // what is done at the moment, in words
  fault: "", // why they could not be run
};
const agreed = new Set(); // texts of files that the user has seen and wants to use
const refused = new Set();
let turns = 0; // goes up when something else is to be run
let of = null; // what the findings on show are of
let ran = ""; // the files and codes that were run
let isUnderWay = false;
let worker = null;
let workerOf = ""; // the files whose code it has run
let version = 0; // of the tables that it holds

const set = (patch) => {
  Object.assign(local, patch);
  change();
};

export const isUsed = (file) => agreed.has(file.text);
export const isRefused = (file) => refused.has(file.text);

/** The user has seen the code and wants it, or does not. */
export function use(file, wanted) {
  (wanted ? agreed : refused).add(file.text);
  (wanted ? refused : agreed).delete(file.text);
  runAgain();
  announce(wanted ? `${file.name}: its rules are used.` : `${file.name}: its rules are not used.`);
}

/** Something else is to be run: another file, or other rules are on. */
export function runAgain() {
  turns += 1;
  set({ fault: "" });
}

export function forgetLocal() {
  agreed.clear();
  refused.clear();
  end();
  [of, ran] = [null, ""];
  Object.assign(local, { running: "", fault: "" });
}

function end() {
  worker?.end();
  worker = null;
  version = 0;
}

/** Run them where there is something new to be run. */
export function localAlong() {
  if (isWanted() && !isUnderWay) toItsEnd();
}

const now = () => [state.summary, state.files, turns];
const isWanted = () =>
  state.summary && (agreed.size || ran) && !local.fault && now().some((one, at) => one !== of?.[at]);

async function toItsEnd() {
  isUnderWay = true;
  while (isWanted()) {
    await quiet();
    const begun = now();
    if (!begun[0]) break;
    try {
      if (await run()) of = begun;
    } catch (fault) {
      if (fault.fatal) break; // they run again once there is another worker
      set({ fault: fault.message || "Local rules were stopped." });
    }
  }
  isUnderWay = false;
  set({ running: "" });
}

/** True once what they find in the return as it is now is known. */
async function run() {
  const given = await call("local_files");
  const files = given.running ? given.files.filter(isUsed) : [];
  const texts = JSON.stringify(files.map((one) => one.text));
  const wanted = JSON.stringify([texts, given.off]);
  if (worker && workerOf !== texts) end(); // code that is not wanted any more is gone with its Python
  workerOf = texts;
  if (given.ran && wanted === ran && !files.length) return true;
  const built = await database(given.ran && worker?.isThere ? version : 0);
  if (!built && wanted === ran) return true;
  if (built) version = built.version;
  const found = files.length ? await resultOf(files, given.off, built?.bytes ?? null) : { rules: [], problems: [] };
  const taken = await call("local_take", version, JSON.stringify(found));
  if (!taken.current) return false;
  ran = wanted;
  invalidate(...SHOWN);
  set({ running: "" });
  if (files.length) announce(`Local rules: ${count(taken.things, "thing")} to look at.`);
  return true;
}

/** What they answer; what takes too long ends with its Python, and the others go on in the next. */
async function resultOf(files, off, bytes) {
  const found = { rules: [], problems: [] };
  const skip = [...off];
  let left = files;
  await ready(left, bytes);
  for (let events = 0; left.length;) {
    const at = { file: left[0].name, code: "", line: 0 };
    try {
      await worker.beginRules(
        left.map((one) => [one.name, one.text]),
        skip,
        globalThis.CHECK903.timeoutMs / 1000,
      );
      for (;;) {
        const event = JSON.parse(await worker.nextOfRules(globalThis.CHECK903.timeoutMs + 1000));
        if (event === null) return found;
        if ((events += 1) > MOST_EVENTS) throw new AskFault("It gives no end of answers.");
        follow(event, at, found, skip);
      }
    } catch (fault) {
      if (fault instanceof AskFault && fault.isOfNoRule) throw fault;
      found.problems.push(trouble(at, fault));
      if (at.code) skip.push(at.code);
      else left = left.filter((one) => one.name !== at.file);
      if (!worker.isThere && left.length) await ready(left, (await database(0)).bytes);
    }
  }
  return found;
}

function follow(event, at, found, skip) {
  if (event.file !== undefined) Object.assign(at, { file: String(event.file), code: "", line: 0 });
  else if (event.begins !== undefined) {
    Object.assign(at, { code: String(event.begins), line: Number(event.line) });
    set({ running: `Running local rule ${at.code}` });
  } else if (event.rule !== undefined) {
    found.rules.push(event.rule);
    skip.push(String(event.rule?.rule));
    at.code = "";
  } else if (!found.problems.some((one) => one.text === event.problem?.text)) found.problems.push(event.problem);
}

function trouble({ file, code, line }, fault) {
  const where = code && line ? `${file}, line ${line}` : file;
  const what = code ? `rule ${code}` : "the file";
  const long = `took longer than ${count(Math.round(globalThis.CHECK903.timeoutMs / 1000), "second")} and was stopped`;
  const why = fault.message === LATE ? long : fault.ended ? "ended the Python that ran it" : "could not be run";
  return { file, line, rule: code, text: `${where}: ${what} ${why}. The other rules went on.` };
}

/** A Python that holds the tables, and pandas where one of the files wants it. */
async function ready(files, bytes) {
  if (!worker?.isThere) {
    set({ running: "Starting a Python for local rules" });
    await load("ask");
    worker = new AskClient(client.parts, part("worker"));
    await worker.start(bytes);
  } else if (bytes) await worker.database(bytes);
  if (files.some((one) => one.pandas) && !worker.hasPandas) {
    set({ running: "Loading pandas for local rules" });
    await load("pandas");
    await worker.pandas(part("pandas"));
  }
}
