// The day on which the user stands: what is not due before the year's end counts as not due yet while this day is
// before it.
import { state } from "../state.js";

const iso = (date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
export const asWritten = (text) => text.split("-").reverse().join("/");

/** The last day of the collection year, or "" while no year is known. */
export const yearEnd = () => (state.choices.year ? `${state.choices.year}-03-31` : "");

/** Today, or the year's last day once it is over. */
export function usualDay() {
  const today = iso(new Date());
  return yearEnd() && yearEnd() < today ? yearEnd() : today;
}

/** dd/mm/yyyy as an ISO date; null where it is no date. */
export function dayOf(text) {
  const [, day, month, year] = /^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*$/.exec(text) ?? [];
  if (!year) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return date.getDate() === Number(day) && date.getMonth() === Number(month) - 1 ? iso(date) : null;
}

/** The day chosen: as typed, or the usual one; null where what was typed is no date. */
export const asAt = () => (state.choices.asAt?.trim() ? dayOf(state.choices.asAt) : usualDay());
