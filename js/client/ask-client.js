// The page's side of Ask's worker: a Python of its own for the user's code, with copies of the tables. It is ended
// and forgotten without loss.
import { checked, MOST_CHARACTERS as MOST } from "./ask-answer.js";
import * as trusted from "./trusted.js";

const LIMIT = 60_000; // ms that a question may take
const START = 180_000; // ms that Python may take to start

export class AskFault extends Error {
  /** `ended`: the worker is gone, and the next question needs another one. */
  constructor(message, ended = false) {
    super(message);
    this.ended = ended;
  }

  /** Whether it is the fault of no rule: they are not wanted any more, or their Python was not ready. */
  get isOfNoRule() {
    return this.ended && ["", NOT_BEGUN].includes(this.message);
  }
}

const DIED =
  "The question ended its Python: probably there was not enough memory. Your tables are as they were. " +
  "Ask for fewer rows, or close other tabs and programs.";
const TOO_LONG =
  "The question was stopped after a minute. Your tables are as they were. Is there a loop without an " +
  "end, or a join without a condition?";
const UNASKED =
  "The code said something that it was not asked, and its Python was ended. Your tables are as they were.";
const LONGEST = 1_000; // characters of what is said of a fault

export const LATE = "It took too long and was stopped.";
const NOT_BEGUN = "The Python for local rules was not ready after three minutes. Reload the page.";

export class AskClient {
  #worker;
  #port;
  #waiting = new Map(); // nonce -> {resolve, reject}
  hasPandas = false;

  /**
   * @param {any[]} parts  what the page was handed for a Python: see WorkerClient.parts
   * @param {string} main  the worker's own code
   */
  constructor(parts, main) {
    const { runtime, lock } = parts.find((part) => part.kind === "worker");
    this.lock = lock;
    this.#worker = trusted.worker(`${runtime}\n${main}`);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end(DIED);
    };
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.port2 = port2;
    port1.onmessage = ({ data }) => this.#hear(data);
    this.parts = parts;
  }

  /** Start Python and give it the tables. */
  start(database) {
    const started = this.#ask(
      { kind: "start", lock: this.lock, database },
      START,
      "Python for questions has not started after three minutes. Reload the page.",
      [database.buffer],
    );
    for (const part of this.parts) if (part.kind === "asset") this.#port.postMessage(part);
    this.parts = null;
    return started;
  }

  /** Other tables in place of those before. */
  database(database) {
    return this.#ask({ kind: "database", database }, START, TOO_LONG, [database.buffer]);
  }

  async pandas(base64) {
    await this.#ask({ kind: "pandas", base64 }, START, "pandas has not started after three minutes. Reload the page.");
    this.hasPandas = true;
  }

  wheel(name, bytes) {
    return this.#ask({ kind: "wheel", name, bytes }, START, `${name} has not been installed after three minutes.`);
  }

  /** The answer, looked over. */
  async run(language, code) {
    return checked(await this.#ask({ kind: "run", language, code }, LIMIT, TOO_LONG));
  }

  /** Begin with local rules: [name, text] of each file, codes that are left out, seconds that one in SQL may take. */
  beginRules(files, skip, seconds) {
    return this.#ask({ kind: "rules", files, skip, seconds }, START, NOT_BEGUN);
  }

  /** What happens next with them, as JSON that anybody's code may have made; what takes longer ends with its Python. */
  nextOfRules(limit) {
    return this.#ask({ kind: "next" }, limit, LATE);
  }

  end(why = "") {
    this.#worker?.terminate();
    this.#port?.close();
    this.#worker = this.#port = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new AskFault(why, true));
  }

  get isThere() {
    return this.#worker !== null;
  }

  /** Nobody but the worker's closure learns the number that an answer must bring back. */
  #ask(message, limit, late, transfer = []) {
    if (!this.#worker) return Promise.reject(new AskFault(DIED, true));
    const nonce = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join("-");
    const timer = setTimeout(() => this.end(late), limit);
    const answered = new Promise((resolve, reject) => {
      this.#waiting.set(nonce, { resolve, reject });
    });
    if (message.kind === "start") this.#worker.postMessage({ ...message, nonce }, [this.port2, ...transfer]);
    else this.#port.postMessage({ ...message, nonce }, transfer);
    return answered.finally(() => clearTimeout(timer));
  }

  /** Whoever answers what was not asked is ended. */
  #hear(data) {
    const message = read(data);
    const waiting = this.#waiting.get(message?.nonce);
    if (!waiting) return this.end(UNASKED);
    this.#waiting.delete(message.nonce);
    const said = typeof message.fault === "string" ? message.fault : null;
    if (said === null) waiting.resolve(message.json);
    else waiting.reject(message.dead ? new AskFault(DIED, true) : new AskFault(said.slice(0, LONGEST)));
    if (message.dead || message.full) this.end(DIED);
    return undefined;
  }
}

/** What came through the port, if it is what the worker's own code would say. */
function read(data) {
  try {
    return typeof data === "string" && data.length <= MOST ? JSON.parse(data) : null;
  } catch {
    return null;
  }
}
