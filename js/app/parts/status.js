import { html } from "lit-html";

export const STATUS = { due: "Due now", later: "Not due yet", new: "New", still: "Still there", accepted: "Accepted" };
const CSS = { later: "tag-later", new: "tag-new", still: "tag-still", accepted: "tag-good" };

/** An error's status in words: not due yet, new or still there since the saved check, accepted (with its note). */
export const statusTags = ({ status = [], note = "" }) =>
  status.map(
    (one) =>
      html` <span class="govuk-tag ${CSS[one]}">${STATUS[one]}</span
        >${one === "accepted" && note ? html` <span class="mean note-text">${note}</span>` : ""}`,
  );
