// The worker: starts Python from the assets that the page hands over, then passes calls to check903.session.
// It stands behind pyodide.asm.mjs and pyodide.js in one classic script (js/build/bundle.mjs): a page opened from a
// folder can have no other.
import * as assets from "./assets.js";
import { startPython } from "./runtime.js";

const SLICE = 40; // milliseconds of checking before messages are looked at
const PAUSE = 2000; // milliseconds after the start before what it does without is done

let python, glue;
let stopping = false;
const areas = new Map(); // postcode area -> {promise, resolve}, once asked for

const progress = (text, step) => postMessage({ kind: "progress", text, step, of: 3 });

async function start(lock) {
  progress("Loading Python, 1 of 3", 1);
  python = await startPython(lock);
  progress("Loading the rule engine, 2 of 3", 2);
  await breath();
  python.pyimport("check903.engine");
  progress("Loading the rules, 3 of 3", 3);
  await breath();
  glue = python.pyimport("check903_worker.glue");
  globalThis.python = python; // for the tests and the curious; the page can't reach it
}

/** What the start does without is done bit by bit, so that no click has to wait for it. */
async function prepare() {
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  while (glue.prepare_next()) await breath();
}

/**
 * Let waiting messages in. Quicker than a timer, which browsers hold back.
 * @type {() => Promise<void>}
 */
const breath = () =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });

class Fault extends Error {
  constructor(message, details, plain) {
    super(message);
    Object.assign(this, { details, plain });
  }
}

function call(method, args) {
  const proxies = [];
  const given = python.toPy(args, { pyproxies: proxies });
  const answer = glue.call(method, given);
  const bytes = (name) => {
    const view = answer.get(name);
    const data = view?.toJs();
    view?.destroy();
    return data;
  };
  try {
    const error = answer.get("error");
    if (error !== undefined) throw new Fault(error, answer.get("details"), answer.get("plain"));
    return { json: answer.get("json"), bytes: bytes("bytes"), kept: answer.get("kept"), memo: bytes("memo") };
  } finally {
    answer.destroy();
    given?.destroy?.();
  }
}

const value = (answer) => JSON.parse(answer.json);

/** Have the page bring the postcode areas that the files mention, or that a call about to be made will. */
function askForAreas(...coming) {
  if (!glue.offers("postcode_areas_wanted")) return;
  const wanted = value(call("postcode_areas_wanted", coming)).filter((area) => !areas.has(area));
  for (const area of wanted) {
    let resolve;
    const promise = new Promise((done) => {
      resolve = done;
    });
    areas.set(area, { promise, resolve });
  }
  if (wanted.length) postMessage({ kind: "areas", areas: wanted });
}

const areasThere = () => Promise.all([...areas.values()].map((area) => area.promise));

/** An area's file, or null where there is none: then the rules that need it say so. */
async function areaArrived(area, base64) {
  if (!areas.has(area)) return; // asked for by a worker before this one
  try {
    if (base64 !== null) call("add_postcode_area", [area, await assets.unpack(base64)]);
  } catch (fault) {
    postMessage({
      kind: "fault",
      ...words(fault),
      message: `The postcodes of ${area} could not be loaded: ${fault.message}`,
    });
  }
  areas.get(area).resolve();
}

async function check(id, options) {
  stopping = false;
  askForAreas();
  await areasThere();
  let answer = call("check_start", [options]);
  while (!value(answer).done && !stopping) {
    postMessage({ kind: "step", id, json: answer.json });
    await breath();
    const until = performance.now() + SLICE;
    do answer = call("check_step", []);
    while (!value(answer).done && performance.now() < until);
  }
  const last = value(answer);
  return { json: JSON.stringify(last.done ? last : { ...last, stopped: true }) };
}

async function change(method, args) {
  askForAreas(method, args);
  await areasThere();
  return call(method, args);
}

function callOf(method, args) {
  if (WAITS.has(method)) return change(method, args);
  return CHANGES_FILES.has(method) ? changeFiles(method, args) : call(method, args);
}

/** Whose some files are may be for the postcodes to tell. */
async function changeFiles(method, args) {
  const result = call(method, args);
  askForAreas();
  if (!value(result).undecided) return result;
  await areasThere();
  return call("files", []);
}

/** Whether Python still answers: after a fault in the middle of its own code it can't. */
function alive() {
  try {
    return python.runPython("True");
  } catch {
    return false;
  }
}

const words = (fault) => ({
  message: fault.message ?? String(fault),
  details: fault.details ?? fault.stack ?? String(fault),
  plain: Boolean(fault.plain),
  fatal: !alive(),
});

const CHANGES_FILES = new Set(["files", "remove", "change", "answer", "sample", "recall"]);
// They may bring in a postcode of an area that no file mentions, or ask where all of them lie.
const WAITS = new Set([
  "fix_cell",
  "fix_cells",
  "cells_try",
  "fix_values",
  "values_try",
  "council",
  "side_by_side_add",
]);

async function answer(id, work) {
  try {
    const { json, bytes, kept, memo } = await work();
    postMessage(
      { kind: "answer", id, json, bytes, kept, memo },
      [bytes, memo].filter(Boolean).map((data) => data.buffer),
    );
  } catch (fault) {
    postMessage({ kind: "error", id, ...words(fault) });
  }
}

/**
 * Hold a lock as long as this worker lives: the page waits for it. Where the browser gives none, the page asks after a
 * minute of silence.
 */
async function live(name) {
  try {
    await navigator.locks.request(name, () => {
      postMessage({ kind: "alive" });
      return new Promise(() => {});
    });
  } catch (fault) {
    console.info("The page won't notice at once if its worker is ended from outside:", fault.message);
  }
}

onmessage = ({ data }) => {
  switch (data.kind) {
    case "asset":
      return assets.arrived(data.name, data.base64);
    case "start":
      live(data.life);
      return start(data.lock).then(
        () => {
          postMessage({ kind: "ready" });
          return prepare();
        },
        (fault) => postMessage({ kind: "fault", start: true, ...words(fault) }),
      );
    case "call":
      return answer(data.id, () => callOf(data.method, data.args));
    case "check":
      return answer(data.id, () => check(data.id, data.options));
    case "stop":
      stopping = true;
      return undefined;
    case "area":
      return areaArrived(data.area, data.base64);
    default:
      throw new Error(`The page sent a message that the worker does not know: ${data.kind}`);
  }
};
