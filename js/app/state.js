// What the page knows. The data and the findings stay in the worker: here are only files' names, choices and progress.
/** @type {State} */
export const state = {
  route: null,
  python: { status: "starting", text: "Loading Python, 1 of 3", details: "" }, // starting, ready, stopped
  about: null, // years, councils and tables, once Python answers
  council: null, // what the postcodes tell of the council: the worker's answer to council()
  files: null, // the worker's answer to files()
  waiting: [], // files dropped and not yet read: {name, size, file, reading}
  unreadable: [], // files that the browser could not hand over: {name, problem}
  // councilFrom: before, you, sample, work, data; asAt: as typed, null for the usual day
  choices: { year: null, authority: "", councilFrom: "before", rulesYear: null, asAt: null },
  check: { status: "none" }, // none, running, done, stopped
  summary: null, // of the last check: errors
  outdated: false, // files or choices changed since the last check
  turns: null, // the list of children being worked through (stores/turns.js)
  keysOff: false, // single keys do nothing
  ui: {}, // what a screen has open, chosen or typed, each under a name of that screen's own: forms, the filter
  planning: null, // how far the plan of fixes is: {done, groups, tried, fault}
  outcome: null, // what the last change did: {strong, rest, undo}
  changing: false, // a change is under way in the worker
  message: null, // what went wrong with the last thing asked for: {text, details}
  notice: null, // about the worker itself, above every screen: {kind: fault, again, back or stopped}
  slow: false, // nothing was heard of the worker for a minute though it has something to do
  leaving: false, // the browser asked before closing the page, and the user stayed
  notDone: false, // what was asked for last went down with the worker
  wantsSample: false, // asked for before Python was ready
  making: "", // the download under way
  dragging: false, // files are held over the page
  copied: "", // the details of a fault that were copied last
  shown: "", // those to be copied by hand, where the browser does not let a page copy
};

let listener = () => {};
let queued = false;

export function onChange(draw) {
  listener = draw;
}

/** Change what is known, and draw soon. */
export function change(patch = {}) {
  Object.assign(state, patch);
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    listener();
  });
}

/** What a screen has open or chosen, under a name of its own. */
export const setUi = (name, value) => change({ ui: { ...state.ui, [name]: value } });
