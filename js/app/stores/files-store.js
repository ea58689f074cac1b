// The files: those that wait to be read, those that Python has read, and all of them once more for another worker.
import { announce } from "../focus/announce.js";
import { invalidate } from "./query.js";
import { withoutQuestions } from "./saved-questions.js";
import { forgetCheck } from "./check-run.js";
import { askCouncil } from "./council.js";
import { call, client } from "../../client/calls.js";
import { refreshSummary } from "./changes.js";
import { change, state } from "../state.js";
import { toCheck } from "../focus/to-check.js";
import { failed } from "../error-message.js";
import { count } from "../format.js";

// What the worker has read, by number: the files as the browser gave them (it holds no copy of their contents), or the
// sample.
const sources = new Map();
const SAMPLE = { name: "the sample data" };
const leftOut = new Set(); // ids of files removed while there was no worker to tell
let lastSource = 0;
let drops = 0; // times that files were dropped or chosen: what comes together is of one year, unless it says otherwise
let reading = null;
let forgotten = 0; // goes up each time: work begun before it is dropped

/** Resolves when they have been read. Saved questions go to Ask. */
export async function add(dropped) {
  const found = await withoutQuestions(dropped);
  if (!found.length) return undefined;
  const readable = found.filter((one) => one.file);
  const unreadable = found.filter((one) => !one.file).map(cannotOpen);
  drops += 1;
  change({
    waiting: [
      ...state.waiting,
      ...readable.map(({ name, file }) => ({
        name,
        file,
        size: file.size,
        drop: drops,
        reading: false,
        read: false,
        deaths: 0,
      })),
    ],
    unreadable: [...state.unreadable, ...unreadable],
  });
  announce(`${count(found.length, "file")} added.`);
  return read();
}

const cannotOpen = ({ name, folder }) => ({
  name,
  problem: folder
    ? `${name}: the folder can’t be opened as it was dropped. Choose the folder in the drop area instead,` +
      " or drop the files in it."
    : `${name}: the browser can’t open it. Was it changed or moved, is it open in another program,` +
      " or on a drive that is not there? Close it or copy it to this computer, and drop it here again.",
});

const setAside = (one) => change({ unreadable: [...state.unreadable, one] });

/** Null where the browser can't open the file. */
async function bytesOf(one) {
  try {
    return new Uint8Array(await one.file.arrayBuffer());
  } catch {
    return null;
  }
}

/**
 * Read what waits, one file after the other, as soon as the worker can. What they were taken for is asked once, at the
 * end.
 */
export async function read() {
  if (reading) return reading;
  const began = forgotten;
  const next = () =>
    state.python.status === "ready" && began === forgotten ? state.waiting.find((one) => !one.read) : undefined;
  if (!next()) return undefined;
  reading = (async () => {
    for (let one = next(); one; one = next()) {
      one.reading = true;
      change();
      const stays = await readOne(one, began);
      one.reading = false;
      if (began === forgotten) change({ waiting: state.waiting.filter((other) => other !== one || stays) });
    }
    if (began === forgotten && state.python.status === "ready" && (await act("files"))) toCheck();
  })();
  await reading;
  reading = null;
  return read();
}

/**
 * Whether the file stays listed among those that wait: until what it was taken for is known, or another worker has
 * tried it.
 */
async function readOne(one, began) {
  const bytes = await bytesOf(one);
  if (began !== forgotten) return false;
  if (!bytes) {
    setAside(cannotOpen(one));
    return false;
  }
  const source = ++lastSource;
  try {
    await client.call("add_file", one.name, bytes, source, one.drop);
    if (began === forgotten) sources.set(source, one);
    one.read = true;
  } catch (fault) {
    if (began !== forgotten) return false;
    if (fault.fatal) one.deaths += 1;
    if (fault.fatal && one.deaths < 2) return true;
    const why = fault.fatal
      ? "checking stopped twice while this file was read, so it is left out. Is it very large?" +
        " Close other tabs and programs, or split it, and drop it here again."
      : fault.plain
        ? fault.message
        : "this page could not read it. That is our fault. The other files are not affected.";
    setAside({ name: one.name, problem: `${one.name}: ${why}`, details: fault.details });
  }
  return one.read;
}

/** The sample in place of all files. */
export async function sample() {
  if (state.python.status !== "ready") {
    change({ wantsSample: true });
    toCheck();
    return;
  }
  const source = ++lastSource;
  try {
    const files = await call("sample", source);
    change({ wantsSample: false });
    sources.clear();
    sources.set(source, SAMPLE);
    forgetCheck();
    await filesAre(files);
    if (!state.choices.authority && files.authority)
      change({ choices: { ...state.choices, authority: files.authority, councilFrom: "sample" } });
    announce(`Sample data loaded: ${count(files.files.length, "file")}.`);
    toCheck();
  } catch (fault) {
    failed(fault);
  }
}

/**
 * Give a new worker what the last one had read. `onStep` hears which of how many. Resolves to how many can't be opened
 * any more.
 */
export async function readAgain(onStep) {
  let lost = 0;
  for (const [at, [source, one]] of [...sources].entries()) {
    const bytes = one === SAMPLE ? null : await bytesOf(one);
    onStep(at + 1, sources.size);
    if (one === SAMPLE) await client.call("sample", source);
    else if (bytes) await client.call("add_file", one.name, bytes, source, one.drop);
    else {
      lost += 1;
      setAside(cannotOpen(one));
    }
  }
  return lost;
}

/** Take over what a new worker says of the files that it was given. */
export async function filesAgain(given) {
  let files = given;
  for (const { id } of given.files) if (leftOut.has(id)) files = await client.call("remove", id);
  leftOut.clear();
  takeOver(files);
}

export function forgetFiles() {
  forgotten += 1;
  sources.clear();
  leftOut.clear();
  change({ files: null, waiting: [], unreadable: [], wantsSample: false });
}

export const remove = (file) => (state.python.status === "stopped" ? removeLater(file) : act("remove", file));
export const changePart = (file, part, table, year) => act("change", file, part, table, year);
/** Settle a question about the files; with "" it is asked again. */
export const answer = (question, key) => act("answer", question, key);
/** Whether the next check makes the changes of the work file again. */
export const useWork = (wanted) => act("use_work", wanted);
/** Make a change of the work file although another value stands there now. */
export const workAgain = (number, wanted) => act("work_again", number, wanted);
export const chooseYear = (year) => act("choose_year", year);

/** True when it is done. */
async function act(method, ...args) {
  try {
    await filesAre(await call(method, ...args));
    return true;
  } catch (fault) {
    if (method !== "files" || !fault.fatal) failed(fault); // another worker reads them again, and is asked again
    return false;
  }
}

function removeLater(id) {
  leftOut.add(id);
  takeOver({ ...state.files, files: state.files.files.filter((file) => file.id !== id) });
}

async function filesAre(files) {
  const outdated = state.outdated || (Boolean(state.summary) && checkedParts(files) !== checkedParts(state.files));
  invalidate();
  takeOver(files);
  change({ outdated });
  askCouncil(true);
  // After a work file or a list of workers the errors are the same, and what is said of them is not.
  if (state.summary) await refreshSummary();
}

/** A file whose every part was removed need not be given to another worker. */
function takeOver(files) {
  const here = new Set(files.files.map((file) => file.source));
  for (const source of sources.keys()) if (!here.has(source)) sources.delete(source);
  change({
    files,
    waiting: state.waiting.filter((one) => !one.read),
    choices: { ...state.choices, year: files.year ?? state.choices.year, ...councilOf(files.work) },
  });
}

/** The council of the work file, where none is chosen. */
const councilOf = (work) =>
  !state.choices.authority && work?.council_name ? { authority: work.council, councilFrom: "work" } : {};

/** What a check looks at, as a text to compare. */
const checkedParts = (files) =>
  JSON.stringify([
    files?.year,
    files?.work && (files.work.changes || files.work.notes) && !files.work.made && !files.work.without
      ? [files.work.file, files.work.again]
      : null,
    (files?.answered ?? []).map((one) => [one.key, one.answer]),
    (files?.files ?? []).flatMap((file) =>
      file.parts
        .filter((part) => ["table", "providers"].includes(part.kind))
        .map((part) => [file.id, part.part, part.table, part.role, part.year]),
    ),
  ]);

export const dismissUnreadable = (one) => change({ unreadable: state.unreadable.filter((other) => other !== one) });
