// Overview: what to do next: the best three groups of the plan, then the letters.
import { html } from "lit-html";
import { query } from "../stores/query.js";
import { isLeftToFix, thePlan } from "../stores/plan.js";
import { href } from "../router.js";
import { count, number } from "../format.js";

const MOST = 3;

const step = ({ title, said, effect, to, place }) =>
  html`<li>
    <div><strong>${title}</strong><span class="mean">${said}</span></div>
    <div class="eff">${effect}<small>errors</small></div>
    <a class="go" href=${to}>Open in ${place}<span class="vh">: ${title}</span></a>
  </li>`;

const group = (line) =>
  step({
    title: line.title,
    said: `${number(
      line.ticked,
    )} of ${count(line.records, line.unit || "row")} ticked. ${number(line.gone)} gone, ${number(line.new)} new.`,
    effect: html`<span class="good">−${number(line.fewer)}</span>`,
    to: href(["fix"], {}, { offer: line.key }),
    place: "Fix",
  });

/** Those who know the child: how many letters are ready, about how many errors, and how many the plan leaves them. */
function letters(sums) {
  const { data } = query("lists", "share_lists", 0, 1);
  if (!data?.letters) return "";
  const asked = sums?.asked.reduce((sum, one) => sum + one.errors, 0);
  return step({
    title: "Ask those who know the child",
    said: `${count(data.letters, "letter is", "letters are")} ready, about ${count(data.errors, "error")}.${
      asked ? ` ${number(asked)} need somebody’s help once the plan is applied.` : ""
    }`,
    effect: number(asked ?? data.errors),
    to: "#/share",
    place: "Share",
  });
}

const meanwhile = ({ groups, tried }) =>
  groups ? `Trying ${count(groups, "group")} of fixes on a copy, ${number(tried)} done.` : "Looking for fixes…";
const toBeOpened = html`With this many errors, the plan of fixes is worked out once you <a href="#/fix">open Fix</a>.`;

export function nextSteps(route) {
  if (Object.keys(route.filter).length) return "";
  const { data } = thePlan();
  if (!data?.checked) return "";
  const best = data.done
    ? data.lines.filter((line) => line.proposed && line.fewer > 0).toSorted((one, other) => other.fewer - one.fewer)
    : [];
  return html`<section class="over-next" aria-labelledby="next">
    <h2 id="next">What to do next</h2>
    ${data.done ? "" : html`<p>${isLeftToFix() ? toBeOpened : meanwhile(data)}</p>`}
    <ol class="next">
      ${best.slice(0, MOST).map(group)}${letters(data.done ? data.sums : null)}
    </ol>
    ${
      data.sums && best.length
        ? html`<p class="meta">
            The whole plan: ${number(data.sums.gone - data.sums.new)} errors fewer, by
            ${count(data.sums.changes, "change")}.
          </p>`
        : ""
    }
  </section>`;
}
