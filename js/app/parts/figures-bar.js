// Second bar of Figures, once figures of another council are here: the own figures, and several councils.
import { html, nothing } from "lit-html";
import { state } from "../state.js";

export const COUNCILS = "councils";

/** True if figures of a council, without its children, or another council’s return are among the files. */
export const hasCouncils = () =>
  state.files?.files.some((file) => file.parts.some((part) => part.kind === "figures_only" || part.council)) ?? false;

export function figuresBar(route) {
  if (!hasCouncils() && route.id !== COUNCILS) return "";
  const several = route.id === COUNCILS || !state.summary;
  const link = (address, text, current) =>
    html`<li><a href=${address} aria-current=${current ? "page" : nothing}>${text}</a></li>`;
  return html`<div class="views">
    <div class="wrap">
      <nav aria-label="Views of Figures">
        <ul>
          ${state.summary ? link("#/figures", "All figures", !several) : ""}
          ${link("#/figures/councils", "Several councils", several)}
        </ul>
      </nav>
    </div>
  </div>`;
}
