// When files have come, the next press of Tab is to reach Check, however many fields and files stand before it.
import { state } from "../state.js";
import { afterDrawing } from "./focus.js";

export const BEFORE_CHECK = "before-check"; // the line just before the button

const ADDING = ".drop, .under-drop"; // where files are added: whoever has gone on from there is left where they are

function stillAdding() {
  const { activeElement: at } = document;
  return !at || at === document.body || at.id === "main" || at.matches("h1") || Boolean(at.closest(ADDING));
}

/** Move the focus to the line before Check, once it is drawn. Nothing scrolls. */
export function toCheck() {
  if (state.route?.place !== "files" || !stillAdding()) return;
  afterDrawing(() => document.getElementById(BEFORE_CHECK)?.focus({ preventScroll: true }));
}
