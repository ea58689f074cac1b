import { html } from "lit-html";
import { state } from "../state.js";

/** What the page calls each status: {status: label}, as the worker says. */
export const statuses = () => state.about?.statuses ?? {};
const CSS = { later: "tag-later", new: "tag-new", still: "tag-still", accepted: "tag-good" };

/** An error's status in words: not due yet, new or still there since the saved check, accepted (with its note). */
export const statusTags = ({ status = [], note = "" }) =>
  status.map(
    (one) =>
      html` <span class="govuk-tag ${CSS[one]}">${statuses()[one]}</span
        >${one === "accepted" && note ? html` <span class="mean note-text">${note}</span>` : ""}`,
  );
