// The work: what would be lost with the page, and saving it. Python writes the file (session/snapshot.py); where there
// is no Python any more, the memo that the page keeps is the same thing.
import { announce } from "../focus/announce.js";
import { download } from "./downloads.js";
import { call, memo } from "../../client/calls.js";
import { turnOver } from "./changes.js";
import { change, state } from "../state.js";
import { failed } from "../error-message.js";
import { count, joined, some } from "../format.js";

let savedMark = ""; // of the work that was downloaded last

const several = () => memo?.councils > 1;

/** "12 changes, 3 notes and your choices for 2 councils", as far as there are any. */
export const inWords = () =>
  memo
    ? joined([some(memo.changes, "change"), some(memo.notes, "note"), memo.choices ? "your choices" : ""]) +
      (several() ? ` for ${count(memo.councils, "council")}` : "")
    : "";

/** What the work is saved as. */
export const savedAs = () => (several() ? "One zip, with a file for each council" : "One file");

/** Whether there is work that stands nowhere but in this page. */
export const isUnsaved = () =>
  Boolean(memo && !memo.saved && memo.mark !== savedMark && (memo.changes || memo.notes || memo.choices));

/** Hand the work over as a file. Null where it failed. */
export async function saveWork() {
  if (state.making) return null;
  change({ making: "save_work", message: null });
  let file = null;
  try {
    await turnOver();
    file = state.python.status === "stopped" ? memo : await call("save_work");
    download(file);
    savedMark = file.mark;
    announce(`Your work is saved. ${savedAs()}.`);
  } catch (fault) {
    failed(fault);
  }
  change({ making: "", leaving: false });
  return file;
}

/** The browser asks before the page is closed or loaded anew; whoever stays is offered the file. */
export function askBeforeLeaving(event) {
  if (!isUnsaved()) return;
  event.preventDefault();
  setTimeout(() => change({ leaving: true }));
}
