// Ask: the question in the editor, its Python, and what it answered. All of it stays until the page is closed, and
// none of it is stored.
import { announce } from "../focus/announce.js";
import { AskClient, AskFault } from "../../client/ask-client.js";
import { load, part } from "../../client/later.js";
import { database } from "./database.js";
import { call, client } from "../../client/calls.js";
import { change } from "../state.js";

export const FIRST = {
  sql: "-- The tables stand at the left: choose a column to insert it.\nSELECT *\nFROM Episodes\nLIMIT 20\n",
  python:
    "# Every table is a pandas DataFrame with the name it has at the left.\n# The last line is the " +
    "answer: a table, a number, a text or a plot.\nEpisodes.head(20)\n",
};

export const asked = {
  words: null, // questions ready to run, helpers, codes
  tables: null, // as they stand at the left
  version: 0, // of the tables that the worker holds
  making: "", // what is being made ready, in words
  fault: "", // why it could not be made ready
  language: "sql",
  title: "", // of the question in the editor; "" for a new one
  text: { ...FIRST },
  own: [], // questions kept: {title, language, code}
  running: 0, // when the question began, performance.now(); 0: none is running
  loading: "", // what is being loaded before it can run
  done: 0, // how many questions have ended, one way or the other
  answer: null, // {at, title, language, code, ...what was answered}
  wrong: null, // a fault in the code, or a sentence on why it ended
  before: false, // the answer is of a question before the one that failed
  chart: null, // {kind, x, y} as chosen
};

let worker = null;
let ready = null; // a promise while the worker is being made ready
let editor = null;
const wheels = new Map(); // name -> bytes, of the packages that were dropped: the next worker gets them too

export const editorIs = (made) => {
  editor = made;
  teach();
};

const set = (patch) => {
  Object.assign(asked, patch);
  change();
};

/** What the editor completes. */
function teach() {
  editor?.know({
    tables: asked.tables ?? [],
    codes: asked.words?.codes ?? {},
    helpers: asked.words?.helpers ?? [],
  });
}

/** Ask is shown: its words, its editor, its Python and the tables, each once. */
export async function open() {
  if (asked.words || asked.fault) return;
  asked.words = { questions: [], helpers: [], codes: {} };
  try {
    set({ words: await call("ask_words") });
    await prepared();
  } catch (fault) {
    if (!fault.fatal) set({ making: "", fault: fault.message });
    else asked.words = null; // another worker of the check is asked when Ask is drawn next
  }
}

export function openAgain() {
  Object.assign(asked, { words: null, fault: "" });
  return open();
}

/** Resolves once the worker holds the tables as they are now. */
function prepared() {
  ready ??= prepare().finally(() => {
    ready = null;
  });
  return ready;
}

async function prepare() {
  if (!worker?.isThere) {
    set({ making: "Starting a Python for questions", version: 0 });
    await load("ask");
  }
  const built = await database(worker?.isThere ? asked.version : 0, (table) =>
    set({ making: `Making the tables: ${table}` }),
  );
  if (!built) return set({ making: "" });
  set({ tables: built.tables, making: "Starting a Python for questions" });
  teach();
  if (worker?.isThere) await worker.database(built.bytes);
  else {
    worker = new AskClient(client.parts, part("worker"));
    await worker.start(built.bytes);
  }
  return set({ version: built.version, making: "" });
}

const PANDAS = "pandas, 8 MB, from this page";

async function withPandas() {
  if (worker.hasPandas) return;
  set({ loading: `Loading ${PANDAS}` });
  await load("pandas");
  set({ loading: "Installing pandas" });
  await worker.pandas(part("pandas"));
  for (const [name, bytes] of wheels) await worker.wheel(name, bytes);
  set({ loading: "" });
}

export const isBusy = () => Boolean(asked.running || asked.loading);

/** Run what is in the editor. */
export async function run() {
  if (isBusy()) return;
  const { language, title } = asked;
  const code = asked.text[language];
  editor?.mark(null);
  if (location.hash !== "#/ask") location.replace("#/ask"); // another answer is neither sorted nor searched yet
  set({ loading: asked.making || "Getting ready", wrong: null });
  try {
    await prepared();
    if (language === "python") await withPandas();
    set({ loading: "", running: performance.now() });
    setTimeout(change, 1000); // Run becomes Stop
    took({ ...(await worker.run(language, code)), language, code, title, at: new Date() });
  } catch (fault) {
    if (fault instanceof AskFault && fault.ended) set({ version: 0 });
    set({
      loading: "",
      running: 0,
      done: asked.done + 1,
      wrong: { kind: "ended", sentence: fault.message || "Stopped. Your tables are as they were." },
      before: Boolean(asked.answer),
    });
    announce(asked.wrong.sentence);
  }
}

function took(answer) {
  asked.done += 1;
  if (answer.kind === "fault") {
    set({ running: 0, wrong: answer, before: Boolean(asked.answer) });
    editor?.mark(answer);
    announce(answer.sentence);
    return;
  }
  set({ running: 0, answer, before: false, chart: answer.chart ?? null });
  announce(answer.kind === "table" ? `${answer.total} rows.` : "Answered.");
}

export function stop() {
  worker?.end("Stopped. Your tables are as they were.");
}

/** Everything is forgotten: tables, answers, questions and packages, and the Python that had them. */
export function forgetAsked() {
  worker?.end();
  worker = null;
  wheels.clear();
  Object.assign(asked, { tables: null, version: 0, answer: null, before: false, wrong: null, words: null, fault: "" });
  Object.assign(asked, { chart: null, language: "sql", title: "", text: { ...FIRST }, own: [] });
  editor?.mark(null);
  show();
}

// -- the question in the editor ---------------------------------------------------------------------------------------

export function typedText(text) {
  asked.text[asked.language] = text;
}

function show() {
  editor?.set(asked.text[asked.language], asked.language);
  change();
}

export function choose(language) {
  if (asked.title) {
    const question = asked.words.questions.find((one) => one.title === asked.title);
    if (question && asked.text[asked.language] === question[asked.language]) asked.text[language] = question[language];
  }
  set({ language, wrong: null });
  editor?.mark(null);
  show();
}

/** A question by its title, of those that are ready or kept; "": a new one. */
export function take(title) {
  const kept = asked.own.find((one) => one.title === title);
  const question = asked.words?.questions.find((one) => one.title === title);
  asked.title = title;
  asked.wrong = null;
  if (kept) Object.assign(asked, { language: kept.language, text: { ...asked.text, [kept.language]: kept.code } });
  else if (question) asked.text = { sql: question.sql, python: question.python };
  else asked.text = { ...FIRST };
  editor?.mark(null);
  show();
}

/** A question in SQL from elsewhere on the page, into the editor. */
export function takeSql(code) {
  Object.assign(asked, { title: "", language: "sql", wrong: null, text: { ...asked.text, sql: code } });
  editor?.mark(null);
  show();
}

export function insert(text) {
  editor?.insert(text);
}

export function repair(change_) {
  editor?.replaceOnLine(change_);
  return run();
}

export const goToLine = (number) => editor?.goToLine(number);

// -- questions that are kept ------------------------------------------------------------------------------------------

/** Keep the question in the editor under a title, in place of one of that title. */
export function keep(title) {
  const { language } = asked;
  const one = { title, language, code: asked.text[language] };
  set({ own: [...asked.own.filter((other) => other.title !== title), one], title });
}

const FORMAT = "check903 questions";
const fits = (one) =>
  [one?.title, one?.code].every((text) => typeof text === "string" && text.length < 100_000) &&
  ["sql", "python"].includes(one.language);

/** The file of the kept questions. It holds no child's data but what was typed. */
export const keptFile = () => ({
  name: "Check 903 questions.json",
  bytes: new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, questions: asked.own }, null, 1)}\n`),
});

const SUFFIX = /\.json$/i;
const LARGEST = 5_000_000; // bytes of such a file

/** The files without those of kept questions, which are taken over: they are shown on Ask and not run. */
export async function withoutKept(found) {
  const others = [];
  for (const one of found) {
    const isKept = one.file && SUFFIX.test(one.name) && (await takeKept(one.file)) !== null;
    if (!isKept) others.push(one);
  }
  return others;
}

/** How many questions were taken over from the file; null where it holds none. */
export async function takeKept(file) {
  if (file.size >= LARGEST) return null;
  const taken = readKept(await file.text().catch(() => ""));
  if (taken !== null)
    announce(`${taken} saved ${taken === 1 ? "question" : "questions"}. Choose one under Question on Ask.`);
  return taken;
}

/** Take over the questions of such a file. Null where it is none, else how many. */
function readKept(text) {
  if (!text.includes(FORMAT)) return null;
  try {
    const { format, questions } = JSON.parse(text);
    if (format !== FORMAT || !Array.isArray(questions)) return null;
    const taken = questions
      .filter(fits)
      .map(({ title, language, code }) => ({ title: title.slice(0, 200), language, code }));
    const titles = new Set(taken.map((one) => one.title));
    set({ own: [...asked.own.filter((one) => !titles.has(one.title)), ...taken] });
    return taken.length;
  } catch {
    return null;
  }
}

/** A wheel of the user's own, pure Python, into the Python of questions. */
export async function addWheel(name, bytes) {
  set({ loading: `Installing ${name}`, wrong: null });
  try {
    await prepared();
    await withPandas();
    await worker.wheel(name, bytes);
    wheels.set(name, bytes);
    announce(`${name} is installed.`);
  } catch (fault) {
    set({ wrong: { kind: "ended", sentence: `${name} could not be installed: ${lastLine(fault.message)}` } });
  }
  set({ loading: "" });
}

const lastLine = (text) =>
  text
    .trim()
    .split("\n")
    .at(-1)
    .replace(/^\w+: /, "");
