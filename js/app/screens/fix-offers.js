// The groups of proposed changes: safe ones, and those to judge.
import { html, nothing } from "lit-html";
import { applySafe } from "../fixing.js";
import { toOutcome } from "../parts/outcome.js";
import { href } from "../router.js";
import { focusRows } from "./fix-offer.js";
import { state } from "../state.js";
import { codeRuns, count, number } from "../words.js";

/** "38 rows", "64 cells": rows where each has one change. */
export const howMany = (offer) =>
  offer.of_rows === offer.count && !offer.safe
    ? count(offer.count, "row")
    : offer.key === "identical-rows"
      ? count(offer.count, "row")
      : count(offer.count, "cell");

export function rulesOf({ rules }) {
  const runs = codeRuns(rules);
  const said = runs.length > 4 ? `${runs.slice(0, 3).join(", ")} and ${number(runs.length - 3)} more` : runs.join(", ");
  return `${rules.length === 1 ? "Rule" : "Rules"} ${said}.`;
}

/** Groups of which nothing is left, because it was applied. */
function finished(fix, safe) {
  const left = new Set(fix.offers.map((one) => one.key));
  const found = new Map();
  for (const step of fix.log) {
    if (
      step.undone === step.changes ||
      !step.offer ||
      step.offer.safe !== safe ||
      left.has(step.offer.key) ||
      found.has(step.offer.key)
    )
      continue;
    found.set(
      step.offer.key,
      html`<li>
        <div class="gone">
          <span class="nm">${step.why}</span><span class="ct">none left</span
          ><span class="ex"
            >${count(step.changes - step.undone, "change")} applied at ${step.when}.
            <span class="govuk-tag tag-good">Done</span></span
          >
        </div>
      </li>`,
    );
  }
  return [...found.values()];
}

async function safe() {
  if (await applySafe()) toOutcome();
}

export function offerList(fix, chosen) {
  const item = (offer) =>
    html`<li>
      <a
        href=${href(["fix"], {}, { offer: offer.key })}
        aria-current=${offer.key === chosen ? "true" : nothing}
        @click=${focusRows}
      >
        <span class="nm">${offer.title}</span><span class="ct">${howMany(offer)}</span
        ><span class="ex">${offer.safe ? offer.text : rulesOf(offer)}</span></a
      >
    </li>`;
  const group = (title, of, done) =>
    of.length || done.length
      ? html`<h2 class="h3">${title}</h2>
          <ul class="groups">
            ${of.map(item)}${done}
          </ul>`
      : "";
  const safeOnes = fix.offers.filter((one) => one.safe);
  const toApply = safeOnes.reduce((sum, one) => sum + one.count, 0);
  return html`${group("Safe: nothing changes its meaning", safeOnes, finished(fix, true))}
  ${toApply ? html`<p class="all-safe"><button class="govuk-button btn-2" type="button" aria-disabled=${state.changing} @click=${safe}>Apply ${toApply === 1 ? "the safe change" : `all ${number(toApply)} safe changes`}</button></p>` : ""}
  ${group(
    "Check one by one",
    fix.offers.filter((one) => !one.safe),
    finished(fix, false),
  )}`;
}
