// The check’s worker as the screens call it. While a new one is being given what the last one held
// (app/stores/recovery.js), their questions wait.
import { WorkerClient } from "./worker-client.js";

export let client = null;

/**
 * What the user decided, as Python wrote it down last: a work file. In memory only.
 * @type {any}
 */
export let memo = null;

const BREATH = 30; // milliseconds in which a screen that was answered asks what follows from it
const waiting = new Set(); // calls without an answer
let listening = true;
let whole = Promise.resolve();
let settle = null;

export function makeClient(listeners) {
  client = new WorkerClient({
    ...listeners,
    onMemo: (latest) => {
      if (listening) memo = latest;
    },
  });
}

export function forgetMemo() {
  memo = null;
}

/** From now on questions wait, and memos of a worker that does not know all yet are not kept. */
export function hold() {
  listening = false;
  whole = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  whole.catch(() => {}); // who waits hears of it
}

/** The questions that waited are put; with a fault, they fail. */
export function release(fault = null) {
  if (fault) settle.reject(fault);
  else settle.resolve();
}

/** The worker knows all that the memo says: its own are kept again. */
export function listen() {
  listening = true;
}

/** Resolves once Python holds all that it should. */
export const isWhole = () => whole;

/**
 * @template {keyof Answers.Calls} M
 * @param {M} method
 * @param {Parameters<Answers.Calls[M]>} args
 * @returns {Promise<ReturnType<Answers.Calls[M]>>}
 */
export async function call(method, ...args) {
  const one = {};
  waiting.add(one);
  try {
    await whole;
    return await client.call(method, ...args);
  } finally {
    waiting.delete(one);
  }
}

/** Resolves once no screen waits for an answer: what goes on in the background comes after all of them. */
export async function quiet() {
  while (waiting.size) await new Promise((resolve) => setTimeout(resolve, BREATH));
}
