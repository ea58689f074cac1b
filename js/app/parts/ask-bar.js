// Second bar of Ask: questions, and the checks beyond the Department's.
import { html, nothing } from "lit-html";

const VIEWS = [
  ["ask", "Ask"],
  ["more", "More checks"],
];

export const askBar = (route) =>
  html`<div class="views">
    <div class="wrap">
      <nav aria-label="Ask and more checks">
        <ul>
          ${VIEWS.map(
            ([place, text]) =>
              html`<li>
                <a href="#/${place}" aria-current=${route.place === place ? "page" : nothing}>${text}</a>
              </li>`,
          )}
        </ul>
      </nav>
    </div>
  </div>`;
