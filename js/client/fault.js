// What can go wrong in the tool itself, in sentences for the page.
const MEMORY =
  /out of memory|memory allocation|allocation failed|could not allocate|array buffer allocation|invalid array length/i;

/**
 * `message` in a sentence, `details` (Python's traceback) for whoever fixes it. `fatal`: Python is gone, with all that
 * it held; without it,
 * one step failed and everything else stands. `plain`: the message says all that a user needs. `byUser`: it was stopped
 * on purpose.
 */
export class WorkerFault extends Error {
  constructor(message, { details = "", fatal = false, plain = false, byUser = false } = {}) {
    super(message);
    this.name = "WorkerFault";
    Object.assign(this, { details, fatal, plain, byUser });
  }
}

/** Python died: `said` is what the browser or Python said last. */
export function death(said, details = "") {
  const message = MEMORY.test(said) ? "This browser tab ran out of memory." : "That is our fault, not your data’s.";
  return new WorkerFault(message, { details: [said, details].filter(Boolean).join("\n"), fatal: true });
}
