// Questions of Ask that the user saved under a title, and their file: handed over, and taken back from what is dropped.
import { announce } from "../focus/announce.js";
import { asked, setAsked } from "./ask-store.js";

/** Save the question in the editor under a title, in place of one of that title. */
export function saveQuestion(title) {
  const { language } = asked;
  const one = { title, language, code: asked.text[language] };
  setAsked({ own: [...asked.own.filter((other) => other.title !== title), one], title });
}

const FORMAT = "check903 questions";
const fits = (one) =>
  [one?.title, one?.code].every((text) => typeof text === "string" && text.length < 100_000) &&
  ["sql", "python"].includes(one.language);

/** The file of the saved questions. It holds no child's data but what was typed. */
export const savedQuestionsFile = () => ({
  name: "Check 903 questions.json",
  bytes: new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, questions: asked.own }, null, 1)}\n`),
});

const SUFFIX = /\.json$/i;
const LARGEST = 5_000_000; // bytes of such a file

/** The files without those of saved questions, which are taken over: they are shown on Ask and not run. */
export async function withoutQuestions(found) {
  const others = [];
  for (const one of found) {
    const isTaken = one.file && SUFFIX.test(one.name) && (await takeQuestions(one.file)) !== null;
    if (!isTaken) others.push(one);
  }
  return others;
}

/** How many questions were taken over from the file; null where it holds none. */
export async function takeQuestions(file) {
  if (file.size >= LARGEST) return null;
  const taken = readQuestions(await file.text().catch(() => ""));
  if (taken !== null)
    announce(`${taken} saved ${taken === 1 ? "question" : "questions"}. Choose one under Question on Ask.`);
  return taken;
}

/** Take over the questions of such a file. Null where it is none, else how many. */
function readQuestions(text) {
  if (!text.includes(FORMAT)) return null;
  try {
    const { format, questions } = JSON.parse(text);
    if (format !== FORMAT || !Array.isArray(questions)) return null;
    const taken = questions
      .filter(fits)
      .map(({ title, language, code }) => ({ title: title.slice(0, 200), language, code }));
    const titles = new Set(taken.map((one) => one.title));
    setAsked({ own: [...asked.own.filter((one) => !titles.has(one.title)), ...taken] });
    return taken.length;
  } catch {
    return null;
  }
}
