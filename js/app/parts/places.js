// The places in the bar at the top, with their counts. Help leads to the page about the screen on show.
import { html, nothing } from "lit-html";
import { query } from "../stores/query.js";
import { counted } from "../stores/files-count.js";
import { thePlan } from "../stores/plan.js";
import { state } from "../state.js";
import { count, number } from "../format.js";

const HELP = {
  files: ["files", "Files"],
  findings: ["findings", "Findings"],
  fix: ["fix", "Fix"],
  figures: ["figures", "Figures"],
  ask: ["ask", "Ask"],
  share: ["share", "Share"],
  more: ["more-checks", "More checks"],
  rules: ["rule-book", "Rules and sources"],
};

function help(route) {
  const [page, name] = HELP[route.place] ?? [];
  return html`<li>
    <a href=${page ? `#/help/${page}` : "#/help"} aria-current=${route.place === "help" ? "page" : nothing}
      >Help${name ? html`<span class="vh"> with ${name}</span>` : ""}</a
    >
  </li>`;
}

export function places(route) {
  const files = counted(state).all;
  const errors = state.summary?.errors;
  const sums = state.summary ? thePlan().data?.sums : null;
  const fewer = sums ? sums.gone - sums.new : undefined;
  const lists = state.summary ? query("lists", "share_lists", 0, 1).data : null;
  const n = (howMany, words) =>
    howMany === undefined
      ? ""
      : html` <span class="n" aria-hidden="true">${number(howMany)}</span><span class="vh">, ${words}</span>`;
  const here = route.place === "more" ? "ask" : route.place; // a view of Ask
  const link = (place, text, more) =>
    html`<li><a href="#/${place}" aria-current=${here === place ? "page" : nothing}>${text}${more}</a></li>`;
  return html`<ul class="places">
    ${link("files", "Files", files ? n(files, count(files, "file")) : "")}
    ${link("findings", "Findings", n(errors, errors === undefined ? "" : count(errors, "error")))}
    ${link("fix", "Fix", n(fewer, `${count(fewer ?? 0, "error")} that the plan would remove`))}
    ${link("figures", "Figures", "")} ${link("ask", "Ask", "")}
    ${link("share", "Share", n(lists?.total, lists ? count(lists.total, "list") : ""))} ${help(route)}
  </ul>`;
}
