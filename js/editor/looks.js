// How the editor looks: the page's own colours, which reach into its shadow root.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: "var(--c9-link)", fontWeight: "700" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--c9-wrong-ink)" },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: "var(--c9-soft)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--c9-good)" },
]);

export const looks = EditorView.theme({
  "&": {
    color: "var(--c9-ink)",
    backgroundColor: "var(--c9-page)",
    fontSize: ".9375rem",
    minHeight: "146px",
    maxHeight: "480px",
  },
  "&.cm-focused": { outline: "3px solid var(--c9-focus)", outlineOffset: "0" },
  ".cm-scroller": {
    fontFamily: 'Consolas, "SFMono-Regular", Menlo, "Liberation Mono", monospace',
    lineHeight: "1.6",
    overflow: "auto",
  },
  ".cm-content": { padding: "10px 0", caretColor: "var(--c9-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--c9-ink)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--c9-surface)",
    color: "var(--c9-soft)",
    border: "0",
    borderRight: "1px solid var(--c9-line)",
  },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 8px 0 12px", minWidth: "34px" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { boxShadow: "inset 2px 0 var(--c9-line-strong)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--c9-accent-tint) !important",
  },
  ".cm-line.c9-fault": { backgroundColor: "var(--c9-wrong-tint)", boxShadow: "inset 4px 0 var(--c9-wrong)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--c9-wrong)",
    textUnderlineOffset: "3px",
  },
  ".cm-matchingBracket": { backgroundColor: "var(--c9-read)", outline: "1px solid var(--c9-line-strong)" },
  ".cm-tooltip": {
    backgroundColor: "var(--c9-page)",
    color: "var(--c9-ink)",
    border: "1px solid var(--c9-line-strong)",
  },
  ".cm-tooltip-lint": { padding: "4px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "inherit",
    maxHeight: "14em",
    maxWidth: "min(560px, 86vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    padding: "4px 10px",
    display: "flex",
    gap: "12px",
    justifyContent: "space-between",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--c9-accent-tint)",
    color: "var(--c9-ink)",
    boxShadow: "inset 4px 0 var(--c9-accent)",
  },
  ".cm-completionLabel": { fontWeight: "700" },
  ".cm-completionDetail": {
    fontStyle: "normal",
    color: "var(--c9-soft)",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--c9-link)" },
});
