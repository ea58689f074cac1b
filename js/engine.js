// The page's side of the worker in which Python runs. The page holds no data: it calls methods of check903.bridge.Session and gets plain values.
import { keepForOffline, kept } from "./offline.js";
import * as trusted from "./trusted.js";

const AREA = /^[A-Z]{1,3}$/;

/** Something went wrong in the tool itself: `message` in a sentence, `details` (Python's traceback) for whoever mends it. */
export class EngineFault extends Error {
  constructor(message, details = "") {
    super(message);
    this.name = "EngineFault";
    this.details = details;
  }
}

export class Engine {
  #onProgress;
  #onFault;
  #worker = null;
  #parts = []; // what boot.js handed over, kept for a restart
  #waiting = new Map(); // call id -> {resolve, reject, onStep}
  #queue = []; // messages for a Python that is not ready yet
  #areas = new Set(); // postcode areas asked for and not there yet
  #lastId = 0;
  #isReady = false;
  #settleReady;
  #timer;

  /** Resolves when Python answers calls; rejects with an EngineFault if it can't start. */
  ready;

  /**
   * @param {{onProgress?: (progress: {text: string, step: number, of: number, ready: boolean}) => void,
   *          onFault?: (fault: EngineFault) => void}} listeners  onFault: Python could not start, or its worker died
   */
  constructor({ onProgress = () => {}, onFault = () => {} } = {}) {
    this.#onProgress = onProgress;
    this.#onFault = onFault;
    this.#renewReady();
  }

  /** Start Python from the page's assets, as they arrive. */
  start() {
    const { unfit, take } = globalThis.CHECK903;
    if (unfit) {
      this.#fail(new EngineFault(unfit));
      return this.ready;
    }
    this.#progress("Loading Python, 1 of 3", 1);
    take((part) => this.#takePart(part));
    return this.ready;
  }

  /** Call a method of the session. Calls made before Python is ready wait for it. */
  call(method, ...args) {
    return this.#ask({ kind: "call", method, args });
  }

  /**
   * Run the check. `onStep` gets {done, total, finished, code, title} some times a second; other calls are answered in between.
   * Resolves to the last step, with `stopped: true` if `stop()` came first.
   */
  check(options, onStep = () => {}) {
    return this.#ask({ kind: "check", options }, onStep);
  }

  stop() {
    this.#worker?.postMessage({ kind: "stop" });
  }

  /** End Python at once, with all data. Calls under way are rejected. */
  terminate() {
    this.#end(new EngineFault("Python was stopped."));
  }

  /** A new Python without any data, for "Forget everything" and after a fault. */
  restart() {
    this.terminate();
    this.#renewReady();
    this.#progress("Loading Python, 1 of 3", 1);
    const parts = this.#parts;
    this.#parts = [];
    if (parts.length) for (const part of parts) this.#takePart(part);
    else this.start();
    return this.ready;
  }

  #ask(message, onStep) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject, onStep });
      if (this.#isReady) this.#worker.postMessage({ ...message, id });
      else this.#queue.push({ ...message, id });
    });
  }

  #takePart(part) {
    if (part.kind === "area") {
      this.#giveArea(part.area, part.base64);
      return;
    }
    this.#parts.push(part);
    this.#watch();
    if (part.kind === "worker") this.#startWorker(part);
    else this.#worker?.postMessage(part);
  }

  #startWorker({ source, lock }) {
    const worker = trusted.worker(source);
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(new EngineFault("The part of the page that runs Python has stopped. Reload the page and load your files again.", event.message));
    };
    worker.postMessage({ kind: "start", lock });
    for (const part of this.#parts) if (part.kind === "asset") worker.postMessage(part);
  }

  #hear(message) {
    const call = this.#waiting.get(message.id);
    switch (message.kind) {
      case "progress":
        this.#watch();
        this.#progress(message.text, message.step);
        break;
      case "ready":
        clearTimeout(this.#timer);
        this.#isReady = true;
        for (const waiting of this.#queue.splice(0)) this.#worker.postMessage(waiting);
        this.#progress("Python is ready", 3, true);
        document.documentElement.dataset.python = "ready"; // for the tests
        this.#settleReady.resolve();
        keepForOffline();
        break;
      case "step":
        call?.onStep?.(JSON.parse(message.json));
        break;
      case "answer":
        this.#waiting.delete(message.id);
        call?.resolve(message.bytes ? { ...JSON.parse(message.json), bytes: message.bytes } : JSON.parse(message.json));
        break;
      case "error":
        this.#waiting.delete(message.id);
        call?.reject(new EngineFault(message.message, message.details));
        break;
      case "areas":
        for (const area of message.areas) this.#loadArea(area);
        break;
      case "fault":
        if (message.start) this.#fail(new EngineFault(`Python could not start (${message.message}). Reload the page. If that does not help, use a current Edge, Chrome or Firefox.`, message.details));
        else this.#onFault(new EngineFault(message.message, message.details));
        break;
    }
  }

  /** The postcodes of an area come as a script, which hands them to boot.js. Without them the rules concerned are not run, and say so. */
  #loadArea(area) {
    this.#areas.add(area);
    if (!AREA.test(area)) {
      this.#giveArea(area, null);
      return;
    }
    this.#addScript(area);
  }

  async #addScript(area) {
    await kept();
    const script = trusted.postcodeScript(area);
    script.onload = script.onerror = () => {
      script.remove();
      this.#giveArea(area, null); // nothing new if the script did its work
    };
    document.head.append(script);
  }

  #giveArea(area, base64) {
    if (this.#areas.delete(area)) this.#worker?.postMessage({ kind: "area", area, base64 });
  }

  #progress(text, step, ready = false) {
    performance.mark(text); // for tests/bench
    this.#onProgress({ text, step, of: 3, ready });
  }

  /** Wait for a start that hangs: a minute since something last arrived or moved on. */
  #watch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#fail(new EngineFault("Python has not started after a minute. Reload the page. If that does not help, use a current Edge, Chrome or Firefox, or ask your IT team whether WebAssembly and web workers are allowed."));
    }, globalThis.CHECK903.patience);
  }

  #fail(fault) {
    this.#end(fault);
    this.#onFault(fault);
  }

  #end(fault) {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#isReady = false;
    this.#queue = [];
    this.#areas.clear();
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
    this.#settleReady.reject(fault);
  }

  #renewReady() {
    this.ready = new Promise((resolve, reject) => { this.#settleReady = { resolve, reject }; });
    this.ready.catch(() => {}); // who waits for it hears of it; onFault hears in any case
  }
}
