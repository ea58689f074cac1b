// Which figures are the headline figures: the page proposes some, the user ticks others. Kept in the work file.
import { html } from "lit-html";
import { announce } from "../focus/announce.js";
import { alterInTurn } from "../stores/changes.js";
import { state, setUi } from "../state.js";
import { count } from "../format.js";

const OPEN = "figures headlines";

const close = () => setUi(OPEN, false);

async function keep(ids, place) {
  close();
  if (await alterInTurn("figures_headlines", ids, place.day === place.today ? "" : place.day))
    announce(ids.length ? `${count(ids.length, "headline figure")} chosen.` : "The usual headline figures are back.");
}

function submitted(event, place) {
  event.preventDefault();
  const ids = new FormData(event.target).getAll("figure").map(String);
  if (ids.length) keep(ids, place);
  else setUi(OPEN, "none");
}

/** What opens the form. */
export const chooseHeadlines = () =>
  html`<button
    type="button"
    class="linkish no-print"
    aria-expanded=${Boolean(state.ui[OPEN])}
    @click=${() => setUi(OPEN, !state.ui[OPEN])}
  >
    Choose which to show
  </button>`;

const theme = ({ label, figures }, chosen) =>
  html`<fieldset>
    <legend>${label}</legend>
    ${figures.map(
      ({ id, title }) =>
        html`<label
          ><input type="checkbox" name="figure" value=${id} ?checked=${chosen.has(id)} /><span>${title}</span></label
        >`,
    )}
  </fieldset>`;

/** The form, where it is open. */
export function choosing(place) {
  if (!state.ui[OPEN]) return "";
  const chosen = new Set(place.headlines);
  return html`<form
    class="fg-choose no-print"
    aria-label="Headline figures to show"
    @submit=${(event) => submitted(event, place)}
    data-escape
    @leave=${close}
  >
    <div class="fg-ticks">${place.themes.map((one) => theme(one, chosen))}</div>
    ${state.ui[OPEN] === "none" ? html`<p class="govuk-error-message" role="alert">Tick at least one figure.</p>` : ""}
    <div class="row-btn">
      <button class="govuk-button" type="submit">Show these</button>
      <button class="govuk-button btn-2" type="button" @click=${close}>Cancel</button>
      ${
        place.own_headlines
          ? html`<button class="linkish" type="button" @click=${() => keep([], place)}>Back to the usual ones</button>`
          : ""
      }
    </div>
    <p class="meta">“Save my work” keeps your choice.</p>
  </form>`;
}
