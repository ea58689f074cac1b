// The page's side of the worker in which Python runs. The page holds no data: it calls methods of
// check903.session.Session and gets plain values.
import { Areas } from "./postcode-areas.js";
import { death, WorkerFault } from "./fault.js";
import { keepForOffline } from "./offline.js";
import * as trusted from "./trusted.js";

const nothing = () => {};

export class WorkerClient {
  #hears;
  #worker = null;
  #parts = []; // what boot.js handed over, kept for a restart
  #waiting = new Map(); // call id -> {resolve, reject, onStep}
  #queue = []; // messages for a Python that is not ready yet
  #areas = new Areas((area, base64) => this.#worker?.postMessage({ kind: "area", area, base64 }));
  #lastId = 0;
  #isReady = false;
  #settleReady;
  #startTimer;
  #workTimer;
  #isSlow = false;

  /** Resolves when Python answers calls; rejects with an WorkerFault if it can't start. */
  ready;

  /**
   * @param {{onProgress?: (progress: {text: string, step: number, of: number, ready: boolean}) => void,
   *          onFault?: (fault: WorkerFault) => void,
   *          onSlow?: (slow: boolean) => void,
   *          onMemo?: (memo: {bytes: Uint8Array, changes: number, notes: number}) => void}} listeners
   *   onFault: where `fault.fatal`, Python could not start or its worker died; else something failed that no call waits
   * for
   *   onSlow: nothing was heard for a minute from a worker that has something to do; and once it is heard again
   *   onMemo: what the user decided, after each step that changed it, for `recall` in the next worker
   */
  constructor({ onProgress = nothing, onFault = nothing, onSlow = nothing, onMemo = nothing } = {}) {
    this.#hears = { onProgress, onFault, onSlow, onMemo };
    this.#renewReady();
  }

  /** Start Python from the page's assets, as they arrive. */
  start() {
    const { unfit, take } = globalThis.CHECK903;
    if (unfit) {
      this.#fail(new WorkerFault(unfit, { fatal: true }));
      return this.ready;
    }
    this.#progress("Loading Python, 1 of 3", 1);
    take((part) => this.#takePart(part));
    return this.ready;
  }

  /**
   * Call a method of the session. Calls made before Python is ready wait for it.
   * @template {keyof Answers.Calls} M
   * @param {M} method
   * @param {Parameters<Answers.Calls[M]>} args
   * @returns {Promise<ReturnType<Answers.Calls[M]>>}
   */
  call(method, ...args) {
    return this.#ask({ kind: "call", method, args });
  }

  /**
   * @param {Answers.CheckOptions} options
   * @param {(step: Answers.Step) => void} onStep
   * @returns {Promise<Answers.Step & {stopped?: boolean}>}
   *
   * Run the check. `onStep` gets {done, total, finished, code, title} some times a second; other calls are answered in
   * between.
   * Resolves to the last step, with `stopped: true` if `stop()` came first.
   */
  check(options, onStep = nothing) {
    return this.#ask({ kind: "check", options }, onStep);
  }

  stop() {
    this.#worker?.postMessage({ kind: "stop" });
  }

  /** End Python at once, with all data, as if it had died. Calls under way are rejected. */
  terminate() {
    this.#fail(new WorkerFault("You stopped it.", { fatal: true, byUser: true }));
  }

  /** A new Python without any data. */
  restart() {
    this.#end(new WorkerFault("Python was started anew.", { fatal: true }));
    this.#renewReady();
    this.#progress("Loading Python, 1 of 3", 1);
    const parts = this.#parts;
    this.#parts = [];
    if (parts.length) for (const part of parts) this.#takePart(part);
    else this.start();
    return this.ready;
  }

  /** What the page was handed for a Python: for another one beside this (js/client/ask-client.js). */
  get parts() {
    return this.#parts;
  }

  #ask(message, onStep) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject, onStep });
      if (this.#isReady) this.#worker.postMessage({ ...message, id });
      else this.#queue.push({ ...message, id });
      if (this.#waiting.size === 1) this.#watchWork();
    });
  }

  #takePart(part) {
    if (part.kind === "area") {
      this.#areas.arrived(part.area, part.base64);
      return;
    }
    this.#parts.push(part);
    this.#watchStart();
    if (part.kind === "worker") this.#startWorker(part);
    else this.#worker?.postMessage(part);
  }

  #startWorker({ runtime, main, lock }) {
    const worker = trusted.worker(`${runtime}\n${main}`);
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(death(event.message ?? ""));
    };
    worker.postMessage({ kind: "start", lock, life: this.#watchLife(worker) });
    for (const part of this.#parts) if (part.kind === "asset") worker.postMessage(part);
  }

  /**
   * A worker that is ended from outside says nothing: it holds a lock as long as it lives, and when the page gets it,
   * the worker is gone.
   */
  #watchLife(worker) {
    const life = `check903 worker ${Math.random()}`;
    worker.addEventListener("message", ({ data }) => {
      if (data.kind !== "alive") return;
      navigator.locks.request(life, () => {
        if (worker === this.#worker) this.#fail(death("The worker was ended from outside."));
      });
    });
    return life;
  }

  #hear(message) {
    if (message.kind !== "alive") this.#watchWork();
    const call = this.#waiting.get(message.id);
    switch (message.kind) {
      case "progress":
        this.#watchStart();
        this.#progress(message.text, message.step);
        break;
      case "ready":
        clearTimeout(this.#startTimer);
        this.#isReady = true;
        for (const waiting of this.#queue.splice(0)) this.#worker.postMessage(waiting);
        this.#progress("Python is ready", 3, true);
        this.#settleReady.resolve();
        keepForOffline();
        break;
      case "step":
        call?.onStep?.(JSON.parse(message.json));
        break;
      case "answer":
        this.#done(message.id);
        if (message.memo) this.#hears.onMemo({ ...JSON.parse(message.kept), bytes: message.memo });
        call?.resolve(message.bytes ? { ...JSON.parse(message.json), bytes: message.bytes } : JSON.parse(message.json));
        break;
      case "error":
        this.#done(message.id);
        call?.reject(new WorkerFault(message.message, message));
        if (message.fatal) this.#fail(death(message.message, message.details));
        break;
      case "areas":
        for (const area of message.areas) this.#areas.ask(area);
        break;
      case "fault":
        if (message.start)
          this.#fail(
            new WorkerFault(
              `Python could not start (${message.message}). Reload the page. If that does not help, use a current` +
                " Edge, Chrome or Firefox.",
              { ...message, fatal: true },
            ),
          );
        else if (message.fatal) this.#fail(death(message.message, message.details));
        else this.#hears.onFault(new WorkerFault(message.message, message));
        break;
    }
  }

  #done(id) {
    this.#waiting.delete(id);
    this.#watchWork();
  }

  #progress(text, step, ready = false) {
    performance.mark(text); // for tests/bench
    this.#hears.onProgress({ text, step, of: 3, ready });
  }

  /** Wait for a start that hangs: a minute since something last arrived or moved on. */
  #watchStart() {
    clearTimeout(this.#startTimer);
    this.#startTimer = setTimeout(() => {
      this.#fail(
        new WorkerFault(
          "Python has not started after a minute. Reload the page. If that does not help, use a current Edge, Chrome" +
            " or Firefox, or ask your IT team whether WebAssembly and web workers are allowed.",
          { fatal: true },
        ),
      );
    }, globalThis.CHECK903.timeoutMs);
  }

  /** Wait for a step that hangs. */
  #watchWork() {
    clearTimeout(this.#workTimer);
    if (this.#isSlow) this.#slow(false);
    if (this.#isReady && this.#waiting.size)
      this.#workTimer = setTimeout(() => this.#slow(true), globalThis.CHECK903.timeoutMs);
  }

  #slow(slow) {
    this.#isSlow = slow;
    this.#hears.onSlow(slow);
  }

  #fail(fault) {
    this.#end(fault);
    this.#hears.onFault(fault);
  }

  #end(fault) {
    clearTimeout(this.#startTimer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#isReady = false;
    this.#queue = [];
    this.#areas.forget();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#watchWork();
    for (const { reject } of waiting) reject(fault);
    this.#settleReady.reject(fault);
  }

  #renewReady() {
    this.ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    this.ready.catch(nothing); // who waits for it hears of it; onFault hears in any case
  }
}
