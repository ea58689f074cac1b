// Help, inside the page: it works offline like the rest.
import { html } from "lit-html";
import { DATA } from "../help/data.js";
import { OWN_RULES } from "../help/own-rules.js";
import { SCREENS } from "../help/screens.js";
import { TRUST } from "../help/trust.js";
import { own } from "../has-own.js";

const GROUPS = [
  ["The screens", { ...SCREENS, ...OWN_RULES }],
  ["What goes in", DATA],
  ["Privacy, and when something does not work", TRUST],
];
const PAGES = { ...SCREENS, ...OWN_RULES, ...DATA, ...TRUST };

const list = (pages) =>
  html`<ul class="doc-list">
    ${Object.entries(pages).map(([id, [name]]) => html`<li><a href="#/help/${id}">${name}</a></li>`)}
  </ul>`;

const contents = () =>
  html`<h1 tabindex="-1">Help</h1>
    <p class="lead">
      What each screen does, how to get what you need, and how to see for yourself that nothing leaves this computer.
    </p>
    ${GROUPS.map(
      ([title, pages]) =>
        html`<h2>${title}</h2>
          ${list(pages)}`,
    )}
    <p><a href="#/rules">All rules in words</a> and <a href="licences.txt">the licences of what is bundled</a></p>`;

export function help(route) {
  if (!route.id) return html`<div class="prose">${contents()}</div>`;
  const [title, body] = own(PAGES, route.id) ?? [
    "There is no such help page",
    html`<p>Look for what you need in <a href="#/help">all help</a>.</p>`,
  ];
  return html`<div class="prose">
    <div class="childbar"><a href="#/help">All help</a></div>
    <h1 tabindex="-1">${title}</h1>
    ${body}
  </div>`;
}
