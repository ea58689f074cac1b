// Whose return it is, as the postcodes tell: proposed where no council is chosen, asked where they contradict the one
// that is.
import { call } from "../../client/calls.js";
import { change, state } from "../state.js";
import { failed } from "../error-message.js";

let asked = Promise.resolve();

/** Resolves once what the postcodes tell of the files and the choice is known. */
export const councilKnown = () => asked;

/** Ask Python anew. `propose`: the files are others, so that the council may be another one. */
export function askCouncil(propose) {
  asked = learn(propose);
  return asked;
}

async function learn(propose) {
  try {
    let told = await call("council", state.choices.authority);
    const { authority, councilFrom } = state.choices;
    if (propose && told.likely && told.likely !== authority && mayPropose(authority, councilFrom)) {
      change({ choices: { ...state.choices, authority: told.likely, councilFrom: "data" } });
      told = await call("council", told.likely);
    }
    change({ council: told });
  } catch (fault) {
    if (!fault.fatal) failed(fault);
  }
}

/** The question about the council as Files asks it, open or answered; null if there is none. */
export const councilQuestion = () => state.council?.question ?? null;

/** Whether the data may say it: nobody did, and the user did not take one away. */
const mayPropose = (authority, councilFrom) => councilFrom === "data" || (!authority && councilFrom !== "you");
