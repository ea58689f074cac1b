// About the worker itself, above every screen: that it died and is being replaced, that all is back, that it was given
// up, that it is slow.
import { html } from "lit-html";
import { memo } from "../../client/calls.js";
import { dismissNotice, stopWaiting, tryAgain } from "../stores/recovery.js";
import { state } from "../state.js";
import { copyDetails } from "./fault.js";
import { goodIcon, waitIcon, wrongIcon } from "./icons.js";
import { count, joined, some } from "../format.js";
import { saveWork } from "../stores/work-file.js";

/** "7 files, 12 changes and 1 note", as far as there are any. */
function kept() {
  const files = (state.files?.files.length ?? 0) + state.waiting.length;
  return joined([some(files, "file"), some(memo?.changes, "change"), some(memo?.notes, "note")]);
}

/** @type {(css: string, icon: Drawn, text: Drawn, buttons?: Drawn) => Drawn} */
const box = (css, icon, text, buttons = "") =>
  html`<div class="notice ${css}">
    ${icon}
    <div><p>${text}</p></div>
    ${buttons ? html`<div class="row-btn">${buttons}</div>` : ""}
  </div>`;
const button = (text, act, css = "btn-2") =>
  html`<button type="button" class="govuk-button ${css}" @click=${act}>${text}</button>`;
const report = (details) => (details ? html`${copyDetails(details)} to report it.` : "");

function again({ fault, text }) {
  return box(
    "",
    waitIcon,
    html`<strong>Checking stopped and is starting again.</strong> ${fault.message}
      ${kept() ? `Nothing is lost: ${kept()} are kept, and the page stays as it is.` : ""}
      <span class="step">${text}</span>`,
  );
}

function back({ lost, notDone }) {
  return box(
    "good",
    goodIcon,
    html`<strong>Checking works again.</strong> ${kept() ? `Back in place: ${kept()}.` : ""}
      ${
        lost
          ? html`${count(lost, "file")} could not be opened again: <a href="#/files">see Files</a>, drop
              ${lost === 1 ? "it" : "them"} in once more, and check. Your changes are made again then.`
          : ""
      }
      ${notDone ? html`<strong>What you did last was not done. Do it again.</strong>` : ""}`,
    button("Close", dismissNotice),
  );
}

/** It would only die again: what to do, and a way to go on. */
function stopped({ fault }) {
  const first = !state.about;
  const what = first
    ? fault.message
    : html`${fault.message} It happened twice in a short time, so the page does not try again by itself.
      ${kept() ? `${kept()} are still kept in this page, as long as you don’t close or reload it. ` : ""} Close other
      tabs and programs first, or remove files that you can do without for now, then try again.`;
  const title = first ? "Checking can’t start." : "Checking has stopped.";
  return box(
    "wrong",
    wrongIcon,
    html`<strong>${title}</strong> ${what} ${report(fault.details)}`,
    html`${button("Try again", tryAgain, "")}${memo?.changes || memo?.notes ? button("Save my work", saveWork) : ""}`,
  );
}

const fault = ({ text, details }) =>
  box("wrong", wrongIcon, html`${text} ${report(details)}`, button("Close", dismissNotice));

const slow = () =>
  box(
    "",
    waitIcon,
    html`<strong>This is taking longer than usual.</strong> Nothing has happened for a minute. You can wait, or stop it:
      ${kept() ? `${kept()} are kept.` : "nothing is lost."}`,
    button("Stop and start again", stopWaiting),
  );

const KINDS = { again, back, stopped, fault };

export const notice = () =>
  html`${state.notice ? KINDS[state.notice.kind](state.notice) : ""}${state.slow ? slow() : ""}`;
