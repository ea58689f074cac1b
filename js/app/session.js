// The session from its start to "Forget everything", and what the user chooses to have checked.
import { announce } from "./focus/announce.js";
import { answerWith } from "./stores/query.js";
import { forgetAsked } from "./stores/ask-store.js";
import { forgetCheck } from "./stores/check-run.js";
import { askCouncil } from "./stores/council.js";
import { forgetLocal } from "./stores/local-rules.js";
import { call, client, forgetMemo, makeClient } from "../client/calls.js";
import { chooseYear as readForYear, forgetFiles, read, sample } from "./stores/files-store.js";
import { forgetReturns } from "./stores/other-returns.js";
import { forgetRecovery, heard } from "./stores/recovery.js";
import { rememberCouncil, rememberedCouncil } from "./stores/saved-council.js";
import { change, state } from "./state.js";
import { failed } from "./error-message.js";
import { askBeforeLeaving } from "./stores/work-file.js";

export async function start() {
  state.choices.authority = rememberedCouncil();
  answerWith(call);
  addEventListener("beforeunload", askBeforeLeaving);
  makeClient({
    onProgress: ({ text }) => change({ python: { ...state.python, text } }),
    onFault: heard,
    onSlow: (slow) => change({ slow }),
  });
  try {
    await client.start();
    const about = await client.call("about");
    change({ about, python: { ...state.python, status: "ready" } });
  } catch (fault) {
    if (!fault.fatal) heard(Object.assign(fault, { fatal: true })); // without its answer nothing can be done
    return;
  }
  document.documentElement.dataset.python = "ready"; // for the tests: what is pressed from now on is answered
  announce("Python is ready.");
  if (state.wantsSample) await sample();
  await read();
}

/** Another collection year makes other files this year's and last year's. */
export function chooseYear(year) {
  change({ choices: { ...state.choices, year }, message: null });
  return readForYear(year);
}

export function choose(patch) {
  if ("authority" in patch) rememberCouncil(patch.authority);
  change({ choices: { ...state.choices, ...patch }, message: null, outdated: Boolean(state.summary) });
  if ("authority" in patch) askCouncil(false);
}

export async function forget() {
  forgetFiles();
  forgetMemo();
  forgetCheck();
  forgetAsked();
  forgetLocal();
  forgetReturns();
  rememberCouncil("");
  change({
    message: null,
    outcome: null,
    council: null,
    notDone: false,
    ui: {},
    choices: { year: null, authority: "", councilFrom: "before", rulesYear: null, asAt: null },
  });
  if (state.python.status === "ready") await empty();
  else await forgetRecovery();
  announce("Everything is forgotten.");
}

async function empty() {
  change({ notice: null });
  try {
    await call("forget");
  } catch (fault) {
    if (!fault.fatal) failed(fault); // the next worker is given nothing
  }
  forgetMemo(); // what was under way may have brought one more
}
