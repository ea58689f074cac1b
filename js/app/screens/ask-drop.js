// What is dropped on Ask: saved questions, or a package for them.
import { addWheel, asked } from "../stores/ask-store.js";
import { takeQuestions } from "../stores/saved-questions.js";
import { announce } from "../focus/announce.js";
import { change } from "../state.js";

const WHEEL = /^[\w.+]+-[\w.+]+-(?:py3|py2\.py3)-none-any\.whl$/;

export async function askDrop(event) {
  event.preventDefault();
  for (const file of [...event.dataTransfer.files]) await taken(file);
}

async function taken(file) {
  if (WHEEL.test(file.name)) return addWheel(file.name, new Uint8Array(await file.arrayBuffer()));
  if ((await takeQuestions(file)) !== null) return undefined;
  asked.wrong = {
    kind: "ended",
    sentence: file.name.endsWith(".whl")
      ? `${file.name} is not pure Python: only packages whose name ends in py3-none-any.whl can be used here.`
      : `${file.name} holds no saved questions. Files of your return belong on Files.`,
  };
  announce(asked.wrong.sentence);
  change();
  return undefined;
}
