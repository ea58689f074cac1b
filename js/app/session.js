// The session from its start to "Forget everything", and what the user chooses to have checked.
import { announce } from "./announce.js";
import { answerWith } from "./ask.js";
import { forgetAsked } from "./asking.js";
import { forgetCheck } from "./checking.js";
import { askCouncil } from "./council.js";
import { forgetLocal } from "./local.js";
import { call, engine, forgetMemo, makeEngine } from "./python.js";
import { chooseYear as readForYear, forgetFiles, read, sample } from "./reading.js";
import { forgetRecovery, heard } from "./recovery.js";
import { rememberCouncil, rememberedCouncil } from "./saved-council.js";
import { change, state } from "./state.js";
import { failed } from "./trouble.js";
import { askBeforeLeaving } from "./work.js";

export async function start() {
  state.choices.authority = rememberedCouncil();
  answerWith(call);
  addEventListener("beforeunload", askBeforeLeaving);
  makeEngine({
    onProgress: ({ text }) => change({ engine: { ...state.engine, text } }),
    onFault: heard,
    onSlow: (slow) => change({ slow }),
  });
  try {
    await engine.start();
    const about = await engine.call("about");
    change({ about, engine: { ...state.engine, status: "ready" } });
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
  rememberCouncil("");
  change({
    message: null,
    outcome: null,
    council: null,
    notDone: false,
    open: {},
    choices: { year: null, authority: "", councilFrom: "before", rulesYear: null, asAt: null },
  });
  if (state.engine.status === "ready") await empty();
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
