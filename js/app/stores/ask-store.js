// Ask: the question in the editor, its Python, and what it answered. All of it stays until the page is closed, and
// none of it is stored.
import { announce } from "../focus/announce.js";
import { AskClient, AskFault } from "../../client/ask-client.js";
import { load, part } from "../../client/later.js";
import { database } from "./database.js";
import { call, client } from "../../client/calls.js";
import { change } from "../state.js";

const FIRST = {
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
  own: [], // saved questions: {title, language, code} (saved-questions.js)
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

/** Change what is known of Ask, and draw soon. */
export const setAsked = (patch) => {
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
    setAsked({ words: await call("ask_words") });
    await prepared();
  } catch (fault) {
    if (!fault.fatal) setAsked({ making: "", fault: fault.message });
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
    setAsked({ making: "Starting a Python for questions", version: 0 });
    await load("ask");
  }
  const built = await database(worker?.isThere ? asked.version : 0, (table) =>
    setAsked({ making: `Making the tables: ${table}` }),
  );
  if (!built) return setAsked({ making: "" });
  setAsked({ tables: built.tables, making: "Starting a Python for questions" });
  teach();
  if (worker?.isThere) await worker.database(built.bytes);
  else {
    worker = new AskClient(client.parts, part("worker"));
    await worker.start(built.bytes);
  }
  return setAsked({ version: built.version, making: "" });
}

const PANDAS = "pandas, 8 MB, from this page";

async function withPandas() {
  if (worker.hasPandas) return;
  setAsked({ loading: `Loading ${PANDAS}` });
  await load("pandas");
  setAsked({ loading: "Installing pandas" });
  await worker.pandas(part("pandas"));
  for (const [name, bytes] of wheels) await worker.wheel(name, bytes);
  setAsked({ loading: "" });
}

export const isBusy = () => Boolean(asked.running || asked.loading);

/** Run what is in the editor. */
export async function run() {
  if (isBusy()) return;
  const { language, title } = asked;
  const code = asked.text[language];
  editor?.mark(null);
  if (location.hash !== "#/ask") location.replace("#/ask"); // another answer is neither sorted nor searched yet
  setAsked({ loading: asked.making || "Getting ready", wrong: null });
  try {
    await prepared();
    if (language === "python") await withPandas();
    setAsked({ loading: "", running: performance.now() });
    setTimeout(change, 1000); // Run becomes Stop
    took({ ...(await worker.run(language, code)), language, code, title, at: new Date() });
  } catch (fault) {
    if (fault instanceof AskFault && fault.ended) setAsked({ version: 0 });
    setAsked({
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
    setAsked({ running: 0, wrong: answer, before: Boolean(asked.answer) });
    editor?.mark(answer);
    announce(answer.sentence);
    return;
  }
  setAsked({ running: 0, answer, before: false, chart: answer.chart ?? null });
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
  setAsked({ language, wrong: null });
  editor?.mark(null);
  show();
}

/** A question by its title, of those that are ready or saved; "": a new one. */
export function take(title) {
  const saved = asked.own.find((one) => one.title === title);
  const question = asked.words?.questions.find((one) => one.title === title);
  asked.title = title;
  asked.wrong = null;
  if (saved) Object.assign(asked, { language: saved.language, text: { ...asked.text, [saved.language]: saved.code } });
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

/** A wheel of the user's own, pure Python, into the Python of questions. */
export async function addWheel(name, bytes) {
  setAsked({ loading: `Installing ${name}`, wrong: null });
  try {
    await prepared();
    await withPandas();
    await worker.wheel(name, bytes);
    wheels.set(name, bytes);
    announce(`${name} is installed.`);
  } catch (fault) {
    setAsked({ wrong: { kind: "ended", sentence: `${name} could not be installed: ${lastLine(fault.message)}` } });
  }
  setAsked({ loading: "" });
}

const lastLine = (text) =>
  text
    .trim()
    .split("\n")
    .at(-1)
    .replace(/^\w+: /, "");
