// Accept errors that can't be fixed, with a note that says why.
import { html, nothing } from "lit-html";
import { afterDrawing } from "../focus/focus.js";
import { state, setUi } from "../state.js";
import { count } from "../format.js";

const idOf = (key) => `note-${key}`;
const toggleId = (key) => `accept-${key}`;

/**
 * Opens and closes the form of that key. `css`: as a button or as a link.
 * @type {(key: string, css: string, more?: Drawn, onKey?: string) => Drawn}
 */
export const acceptButton = (key, css, more = "", onKey = "") =>
  html`<button
    type="button"
    class=${css}
    id=${toggleId(key)}
    data-key=${onKey || nothing}
    aria-expanded=${state.ui.accept === key}
    @click=${() => toggle(key)}
  >
    Accept with a note${more}
  </button>`;

function toggle(key, open = state.ui.accept !== key) {
  setUi("accept", open && key);
  afterDrawing(() => {
    const target = document.getElementById(open ? idOf(key) : toggleId(key));
    target?.closest("form")?.scrollIntoView({ block: "nearest" });
    target?.focus();
  });
}

/** The form, where it is open. `accepted`: some are, so that it can be taken back; `act(note)` does it. */
export function acceptForm(key, { errors, accepted = false, act }) {
  if (state.ui.accept !== key) return "";
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.note;
    if (!field.value.trim()) {
      setUi("noNote", key);
      field.focus();
      return;
    }
    setUi("noNote", "");
    if (await act(field.value.trim())) toggle(key, false);
  };
  const takeBack = async () => {
    if (await act("")) toggle(key, false);
  };
  const missing = state.ui.noNote === key;
  return html`<form
    class="small-form"
    aria-label="Accept with a note"
    @submit=${submit}
    data-escape
    @leave=${() => toggle(key, false)}
  >
    <label class="govuk-label" for=${idOf(key)}>Why it can’t be fixed</label>
    ${
      missing
        ? html`<p class="govuk-error-message" id="${idOf(key)}-missing">
            <span class="vh">Error: </span>Write a note first: it stays with the error.
          </p>`
        : ""
    }
    <input
      class="govuk-input"
      id=${idOf(key)}
      name="note"
      autocomplete="off"
      aria-describedby="${idOf(key)}-hint ${missing ? `${idOf(key)}-missing` : ""}"
    />
    <div class="after-hint" id="${idOf(key)}-hint">
      Accepted errors stay in the findings, marked, and are left out of the lists you hand out. “Save my work” keeps the
      note.
    </div>
    <div class="row-btn">
      <button class="govuk-button" type="submit">Accept ${count(errors, "error")}</button>${
        accepted
          ? html`<button class="govuk-button btn-2" type="button" @click=${takeBack}>Take the acceptance back</button>`
          : ""
      }<button class="linkish" type="button" @click=${() => toggle(key, false)}>Cancel</button>
    </div>
  </form>`;
}
