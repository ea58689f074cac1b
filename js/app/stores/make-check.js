// A question of Ask made a check: Python writes it as a file of local rules, which is added as one that is dropped in.
import { announce } from "../focus/announce.js";
import { query } from "./query.js";
import { asked } from "./ask-store.js";
import { download } from "./downloads.js";
import { focusWhenDrawn } from "../focus/focus.js";
import { use } from "./local-rules.js";
import { call } from "../../client/calls.js";
import { add } from "./files-store.js";
import { change } from "../state.js";
import { failed } from "../error-message.js";

const SOME = 50; // values of a column by which it is told whether it holds children

export const making = {
  of: null, // the answer whose question is to be a check: the form is open
  problem: "", // why it could not be made, a sentence
  isBusy: false,
  made: null, // {of, code, name, text}: the check that was made last
};

const set = (patch) => {
  Object.assign(making, patch);
  change();
};

/** Whether what was answered last can be a check, as far as the page can tell. */
export const canBeMade = () => asked.answer?.kind === "table" && !asked.before;
export const isOpen = () => making.of !== null && making.of === asked.answer && !asked.before;

export function openForm() {
  set({ of: asked.answer, problem: "", made: null });
  focusWhenDrawn("#check-title, #no-check");
}

export function closeForm() {
  set({ of: null, problem: "" });
  focusWhenDrawn("#make-check");
}

const tables = () => (asked.tables ?? []).map((table) => table.name);

/** What the form offers for the question that was answered: see `ask`. */
export function offered({ language, code, columns, rows }) {
  const some = rows.slice(0, SOME);
  const looked = columns.map((one, at) => ({ ...one, values: some.map((row) => row[at]) }));
  return query(`local offer ${language} ${code}`, "local_offer", language, code, looked, tables());
}

/** Add the check with these fields, and hand its file over too where that is wanted. */
export async function make(fields, wantsFile) {
  const { of } = making;
  if (making.isBusy || !of) return;
  set({ isBusy: true, problem: "" });
  try {
    const { problem, name, text } = await call("local_write", of.language, of.code, fields, tables());
    if (problem) {
      announce(problem);
      set({ problem });
    } else {
      await add([{ name, file: new File([text], name) }]);
      use({ name, text }, true);
      set({ of: null, made: { of, code: fields.rule, name, text } });
      if (wantsFile) downloadMade();
      focusWhenDrawn("#check-made");
    }
  } catch (fault) {
    failed(fault);
  }
  set({ isBusy: false });
}

export const downloadMade = () =>
  download({ name: making.made.name, bytes: new TextEncoder().encode(making.made.text) });
