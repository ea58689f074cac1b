// The page: one address, one screen, drawn again whenever something is known that was not.
import { html, render } from "lit-html";
import { isQuerying } from "./stores/query.js";
import { change, onChange, state } from "./state.js";
import { leaveWithEscape } from "./focus/escape-key.js";
import { follow, title } from "./router.js";
import { localAlong } from "./stores/local-rules.js";
import { goTo } from "./focus/focus.js";
import { keepKeys, listenFor } from "./focus/shortcut-keys.js";
import { planAlong } from "./stores/plan.js";
import { start } from "./session.js";
import { debounceInto } from "./debounced-input.js";
import { keepStick } from "./focus/sticky-offsets.js";
import { keepTurns } from "./stores/turns.js";
import { fit } from "./focus/fit-tables.js";
import { arrive, leave, settle } from "./focus/scroll-restore.js";
import { finder, leaveFinder, toFinder } from "./parts/finder.js";
import { notice } from "./parts/notice.js";
import { printHead } from "./parts/print-head.js";
import { places } from "./parts/places.js";
import { rulesStrip } from "./parts/rules-strip.js";
import { skipToCheck } from "./parts/skip.js";
import { unsaved } from "./parts/unsaved.js";
import { askBar } from "./parts/ask-bar.js";
import { figuresBar } from "./parts/figures-bar.js";
import { viewsBar } from "./parts/views-bar.js";
import { files } from "./screens/files.js";
import { catchStrayDrops } from "./screens/files-drop.js";
import { overview } from "./screens/overview.js";
import { byRule } from "./screens/rule.js";
import { children } from "./screens/children.js";
import { child } from "./screens/child.js";
import { all } from "./screens/all.js";
import { fix } from "./screens/fix.js";
import { figures } from "./screens/figures.js";
import { ask } from "./screens/ask.js";
import { share } from "./screens/share.js";
import { moreChecks } from "./screens/more-checks.js";
import { ruleBook } from "./screens/rule-book.js";
import { help } from "./screens/help.js";

const nowhere = () =>
  html`<h1 tabindex="-1">There is no such page</h1>
    <p>The address names nothing that this page has. <a href="#/files">Go to Files</a></p>`;

function screen(route) {
  switch (route.place) {
    case "files":
      return files;
    case "findings":
      return { overview, rule: byRule, child: route.id ? child : children, all }[route.view];
    case "fix":
      return fix;
    case "figures":
      return figures;
    case "ask":
      return ask;
    case "share":
      return share;
    case "more":
      return moreChecks;
    case "rules":
      return ruleBook;
    case "help":
      return help;
    default:
      return nowhere;
  }
}

/** The second bar of the places that have several views. */
function bar(route) {
  if (route.place === "findings") return viewsBar(route, router.go);
  if (route.place === "figures") return figuresBar(route);
  return ["ask", "more"].includes(route.place) ? askBar(route) : "";
}

const at = (id) => document.getElementById(id);
let router;

function draw() {
  const { route } = state;
  document.title = title(route);
  render(bar(route), at("views"));
  render(rulesStrip(route, router.go), at("rules-strip"));
  render(printHead(route), at("print-head"));
  render(notice(), at("notice"));
  render(unsaved(route), at("unsaved"));
  render(screen(route)(route, router.go), at("screen"));
  render(skipToCheck(), at("skip-more"));
  render(places(route), at("places")); // last: its counts are asked for after what is on the screen
  render(finder(), at("finder"));
  fit();
  settle();
  planAlong();
  localAlong();
  document.documentElement.toggleAttribute("data-asking", isQuerying()); // for the tests: more is to come
}

at("screen").replaceChildren(); // the words for a page that could not start
onChange(draw);
document.addEventListener("click", (event) => {
  /** @type {HTMLElement | null | undefined} */
  const link = /** @type {Element} */ (event.target).closest?.("a[data-jump]");
  if (!link) return;
  event.preventDefault();
  goTo(link.dataset.jump);
});
catchStrayDrops();
keepStick();
leaveWithEscape();
keepKeys({ "/": toFinder });
// The charts have another width then, or the day is another.
for (const event of ["resize", "beforeprint"]) addEventListener(event, () => change());
let first = true;
router = follow((route, { samePath, back }) => {
  leave();
  listenFor({});
  leaveFinder();
  keepTurns(state.route, route, back);
  state.route = route;
  if (!samePath) arrive(first, back);
  first = false;
  change();
});
debounceInto(router);
start();
