// Help, from wherever the user is: the link in the bar at the top leads to the page about this screen.
import { html } from "lit-html";

const ABOUT = { files: ["files", "Files"], findings: ["findings", "Findings"], mend: ["mend", "Mend"], share: ["share", "Share"], rules: ["rule-book", "Rules and sources"] };

export function helpLink(route) {
  const [page, name] = ABOUT[route.place] ?? [];
  return html`<a href=${page ? `#/help/${page}` : "#/help"}>Help<span class="vh">${name ? ` with ${name}` : ""}</span></a>`;
}
