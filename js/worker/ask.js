// Ask's worker: a second Python, in which the user's own code runs (docs/security.md). It is given copies of the
// tables, and answers with data. It speaks through a port that only this closure has: code that gets at the global
// finds no way to the page (lock-down.js), and what it puts in the place of a method of the platform's isn't asked,
// since all that is needed later is taken here first.
import * as assets from "./assets.js";
import { left, lockDown } from "./lock-down.js";
import { startPython } from "./runtime.js";
import { untar } from "./untar.js";

const uncurried = (method) => Function.prototype.call.bind(method);
const send = uncurried(MessagePort.prototype.postMessage);
const dataOf = uncurried(Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get);
const listen = uncurried(Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage").set);
const text = JSON.stringify;

const PAGE = 65_536; // bytes, of WebAssembly's memory
const MOST = 2 * 2 ** 30; // bytes that this Python may have: beyond that a question is told so, and the tab lives on
const MUCH = MOST / 2; // bytes with which it is ended after its answer: a Python gives no memory back

let port, python, glue;
let turn = Promise.resolve(); // one thing after the other, in the order in which it was asked

/** Python is told that there is no more memory, and says so, before the browser ends the whole tab for it. */
function limitMemory() {
  const { prototype } = WebAssembly.Memory;
  const grow = uncurried(prototype.grow);
  const sizeOf = uncurried(Object.getOwnPropertyDescriptor(prototype, "buffer").get);
  prototype.grow = function (pages) {
    if (sizeOf(this).byteLength + pages * PAGE > MOST) throw new RangeError("There is no more memory for questions.");
    return grow(this, pages);
  };
}

/** What user code finds as Python's module `js`: what Pyodide needs of it, and nothing that leads to the global. */
const jsglobals = () => {
  const later = setTimeout;
  const never = clearTimeout;
  return Object.freeze({
    __proto__: null,
    setTimeout: (call, wait) => {
      if (typeof call !== "function") throw new TypeError("setTimeout is given a function.");
      return later(() => call(), wait);
    },
    clearTimeout: (id) => never(id),
  });
};

async function start({ lock, database }) {
  limitMemory();
  python = await startPython(lock, {
    jsglobals: jsglobals(),
    stdin: () => null,
    stdout: () => {},
    stderr: () => {},
  });
  lockDown();
  const open = left();
  if (open.length) throw new Error(`This browser leaves ${open.join(", ")} to the code of questions.`);
  glue = python.pyimport("check903_worker.ask_glue");
  glue.open_database(new Uint8Array(database));
}

/** micropip and pandas, from the bytes that the page loaded. */
async function pandas(base64) {
  untar(python.FS, await assets.unpack(base64), "");
  await glue.install_pandas();
}

async function wheel(name, bytes) {
  python.FS.mkdirTree("/wheels");
  python.FS.writeFile(`/wheels/${name}`, new Uint8Array(bytes));
  return glue.install(name);
}

const WORK = {
  start: (message) => start(message),
  database: ({ database }) => glue.open_database(new Uint8Array(database)),
  pandas: ({ base64 }) => pandas(base64),
  wheel: ({ name, bytes }) => wheel(name, bytes),
  rules: ({ files, skip, seconds }) => glue.begin_rules(text(files), text(skip), seconds),
  next: () => glue.next_of_rules(),
  run: ({ language, code }) => glue.run(language, code),
};

/**
 * Answers with the number that came with the question: nobody else here knows it. By `await`, which asks nothing that
 * the user's code could have put in its own place (a `then`).
 */
async function work(message, before) {
  const { kind, nonce } = message;
  await before;
  let answer;
  try {
    const json = await WORK[kind](message);
    answer = { nonce, json: typeof json === "string" ? json : null, full: python._module.HEAPU8.length > MUCH };
  } catch (fault) {
    answer = { nonce, fault: String(fault?.message ?? fault), dead: !alive() };
  }
  send(port, text(answer));
}

const inTurn = (message) => {
  turn = work(message, turn);
};

function alive() {
  try {
    return python.runPython("True");
  } catch {
    return false;
  }
}

globalThis.onmessage = ({ data, ports }) => {
  globalThis.onmessage = null;
  [port] = ports;
  listen(port, (event) => {
    const message = dataOf(event);
    if (message.kind === "asset") assets.arrived(message.name, message.base64);
    else inTurn(message);
  });
  inTurn(data);
};
