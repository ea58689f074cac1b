// Children as they were on: today, the year's last day, or any day of the year.
import { html } from "lit-html";
import { asWritten, dayOf } from "../stores/as-at.js";
import { same } from "../router.js";
import { state, setUi } from "../state.js";
import { longDate } from "../format.js";

/** Choose the day: today is the usual one, and not in the address. */
const choose = (day, place, go) => go(same(state.route, { day: day === place.today ? "" : day }));

function typedDay(event, place, go) {
  const day = dayOf(event.target.value);
  const fits = day && day >= place.first && day <= place.year_end;
  setUi("figures day", fits ? null : event.target.value.trim() ? "wrong" : null);
  if (fits) choose(day, place, go);
}

const option = (place, day, text, note, go) =>
  html`<label
    ><input type="radio" name="fg-day" .checked=${place.day === day} @change=${() => choose(day, place, go)} /><span
      >${text}${note ? html` <small>${note}</small>` : ""}</span
    ></label
  >`;

export function days(place, route, go) {
  const { today, year_end } = place;
  const early = today < year_end;
  const other = place.day !== today && place.day !== year_end;
  const wrong = state.ui["figures day"] === "wrong";
  return html`<fieldset class="fg-day no-print">
      <legend>Children as they were on</legend>
      ${early ? option(place, today, `Today, ${longDate(today)}`, "", go) : ""}
      ${option(place, year_end, longDate(year_end), early ? "if nothing changes" : "", go)}
      <label class="dt ${other ? "on" : ""}"
        ><span>Another day</span
        ><input
          class="govuk-input"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-invalid=${wrong}
          aria-describedby=${wrong ? "fg-day-wrong" : "fg-day-hint"}
          placeholder=${asWritten(place.first).replace(/\b0/g, "")}
          .value=${other ? asWritten(place.day) : ""}
          @change=${(event) => typedDay(event, place, go)}
      /></label>
    </fieldset>
    <p class="vh" id="fg-day-hint">Day, month and year, for example 30/9/${place.first.slice(0, 4)}</p>
    ${
      wrong
        ? html`<p class="govuk-error-message" id="fg-day-wrong" role="alert">
            Choose a day between ${longDate(place.first)} and ${longDate(year_end)}.
          </p>`
        : ""
    }
    <p class="on-print">Children as they were on ${longDate(place.day)}.</p>`;
}
