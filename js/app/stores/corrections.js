// What the user does to the return: each step says what it did and how to take it back.
import { announce } from "../focus/announce.js";
import { alter } from "./changes.js";
import { change, state } from "../state.js";
import { count, number } from "../format.js";

const now = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "2 new, both rule 229". */
function newOnes({ new: found, new_rules: rules = [] }) {
  if (rules.length !== 1) return `${number(found)} new`;
  return `${number(found)} new, ${{ 1: "", 2: "both " }[found] ?? "all "}rule ${rules[0].code}`;
}

function say(outcome) {
  change({ outcome: { ...outcome, path: state.route.path } }); // said where it was done, and nowhere else
  announce(`${outcome.strong} ${outcome.rest ?? ""}`);
}

async function apply(why, method, ...args) {
  const done = await alter(method, ...args);
  if (!done) return null;
  const numbers = done.numbers ?? (done.number === null ? [] : [done.number]);
  if (!done.changes) say({ strong: "Nothing to change.", rest: "It says that already." });
  else {
    const effect = `${count(done.gone, "error")} gone, ${newOnes(done)}.`;
    say({
      strong: `${count(done.changes, "change")} applied at ${now()}. ${effect}`,
      rest: why,
      undo: {
        text: "Undo",
        more: ` the ${done.changes === 1 ? "change" : count(done.changes, "change")}`,
        act: () => undo(numbers),
      },
    });
  }
  return done;
}

export const applyGroup = (group, ticks, but) => apply(`${group.title}.`, "fix_apply", group.key, ticks, but);
export const fixCause = (thing, offer) => apply(`${thing.title}.`, "cause_fix", thing.findings, offer.key);
export const applySafe = () => apply("All safe changes.", "fix_apply_safe");
export const changeCells = (table, rows, field, value, filter = null) =>
  apply("", "fix_cells", table, rows, field, value, filter);

export const changeEach = (title, table, field, values) => apply(`${title}.`, "fix_values", table, field, values);

/** Undo these steps of the change log; no numbers: all; with `at` only that change of the step. */
export async function undo(numbers, at) {
  const done = await alter("fix_undo", numbers ?? null, at ?? null);
  if (done)
    say({
      strong: `Undone at ${now()}. ${count(done.new, "error")} back, ${number(done.gone)} gone.`,
      undo: { text: "Redo", more: " what was undone", act: () => redo(numbers, at) },
    });
}

/** Apply again what was undone of these steps; no numbers: all; with `at` only that change. */
export async function redo(numbers, at) {
  const done = await alter("fix_redo", numbers ?? null, at ?? null);
  if (done)
    say({
      strong: `Applied again at ${now()}. ${count(done.gone, "error")} gone, ${newOnes(done)}.`,
      undo: { text: "Undo", more: " what was applied again", act: () => undo(numbers, at) },
    });
}

/**
 * Accept errors with a note: those of a filter, or only these findings. A blank note takes the acceptance back. Null
 * where it failed.
 */
export async function accept(filter, findings, note) {
  const done = await alter("accept", filter, note, findings);
  if (!done) return null;
  const errors = count(done.changed, "error");
  if (note)
    say({
      strong: `${errors} accepted.`,
      rest: "Lists for others leave out what is accepted.",
      undo: { text: "Undo", more: ": take the acceptance back", act: () => accept(filter, findings, "") },
    });
  else say({ strong: `${errors} no longer accepted.` });
  return done;
}

/** Put a cause into the letter of whoever knows the child, or take it out again. Null where it failed. */
export async function askAbout(thing, wanted) {
  const done = await alter("ask_about", thing.findings, wanted);
  if (done)
    say({
      strong: wanted ? "Put into the letter." : "Taken out of the letter.",
      rest: `${thing.title}.`,
      undo: { text: "Undo", more: `: ${thing.title}`, act: () => askAbout(thing, !wanted) },
    });
  return done;
}
