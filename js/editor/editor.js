// Ask's editor: CodeMirror, in a shadow root, where its styles may be adopted ones: the page's policy refuses style
// elements. A script of its own, loaded when Ask is first opened (js/client/later.js).
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { SQLite, sql } from "@codemirror/lang-sql";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { completions } from "./completions.js";
import { highlighting, looks } from "./looks.js";

const setFault = StateEffect.define();
const faultLine = Decoration.line({ class: "c9-fault" });

/** The line with the error, until something on it is changed. */
const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setFault))
        return effect.value === null ? Decoration.none : Decoration.set(faultLine.range(effect.value));
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * What is typed over a selection: left to the browser, it would keep the look of what was selected with an inline
 * style, which the page's policy refuses with a line in the console.
 */
const overSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || view.composing || empty) return false;
    const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type" });
    event.preventDefault();
    const taken = view.state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, event.data, insert));
    if (!taken) view.dispatch(insert());
    return true;
  },
});

/**
 * An editor in that element.
 * `onChange(text)`, `onRun()`; `label` for screen readers.
 */
function mount(host, { onChange, onRun }) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.replaceChildren();
  const language = new Compartment();
  const words = new Compartment();
  const label = new Compartment();
  const known = { tables: [], codes: {}, helpers: [] };
  let current = "sql";

  const run = () => {
    onRun();
    return true;
  };
  const languageOf = (name) => (name === "sql" ? sql({ dialect: SQLite }) : python());
  const labelOf = (name) =>
    EditorView.contentAttributes.of({
      "aria-label": `Your question in ${name === "sql" ? "SQL" : "Python"}. Escape, then Tab, leaves the editor.`,
    });
  const wordsOf = () =>
    autocompletion({ override: [completions(current, known)], icons: false, activateOnTyping: true });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        faults,
        overSelection,
        language.of(languageOf(current)),
        words.of(wordsOf()),
        label.of(labelOf(current)),
        syntaxHighlighting(highlighting),
        looks,
        EditorView.lineWrapping,
        keymap.of([
          { key: "Mod-Enter", run },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });

  const all = () => ({ from: 0, to: view.state.doc.length });
  const line = (number) => view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
  /** Where that word stands on the line, or the whole line. */
  const wordOn = (number, word) => {
    const { from, to, text } = line(number);
    const at = word ? text.toLowerCase().indexOf(word.toLowerCase()) : -1;
    return at < 0 ? { from, to } : { from: from + at, to: from + at + word.length };
  };

  return {
    set(text, name) {
      current = name;
      view.dispatch({
        changes: text === view.state.doc.toString() ? [] : { ...all(), insert: text },
        effects: [
          language.reconfigure(languageOf(name)),
          words.reconfigure(wordsOf()),
          label.reconfigure(labelOf(name)),
        ],
      });
    },
    /** Tables, codes and helpers for what is completed. */
    know(more) {
      Object.assign(known, more);
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    /** Mark the line of a fault, and the word in it; null: no fault. */
    mark(fault) {
      if (!fault?.line) {
        view.dispatch({ effects: setFault.of(null) });
        view.dispatch(setDiagnostics(view.state, []));
        return;
      }
      view.dispatch({ effects: setFault.of(line(fault.line).from) });
      view.dispatch(
        setDiagnostics(view.state, [
          { ...wordOn(fault.line, fault.repair?.wrong), severity: "error", message: fault.sentence },
        ]),
      );
    },
    goToLine(number) {
      view.dispatch({ selection: { anchor: line(number).from }, scrollIntoView: true });
      view.focus();
    },
    replaceOnLine({ line: number, wrong, right }) {
      view.dispatch({ changes: { ...wordOn(number, wrong), insert: right } });
    },
    destroy: () => view.destroy(),
  };
}

CHECK903.later("editor", mount);
