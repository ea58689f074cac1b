// The address's hash names the place: #/findings/rule/503C?table=Episodes&page=2. Nothing else of the address is looked
// at, and what it says only ever chooses what is shown.
import { own } from "./has-own.js";

const FILTER_KEYS = ["rule", "table", "category", "severity", "child", "file", "status", "text", "theme", "team"];

const TITLES = {
  files: "Files",
  findings: "Findings",
  fix: "Fix",
  figures: "Figures",
  ask: "Ask",
  share: "Share",
  more: "More checks",
  rules: "Rules and sources",
  help: "Help",
};
export const VIEWS = [
  ["overview", "Overview"],
  ["rule", "By rule"],
  ["child", "By child"],
  ["all", "All findings"],
];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a hash asks for: place, view, id (of a rule, child, year or help page), filter, and the rest of the query. */
function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [place = "", ...parts] = path.split("/").filter(Boolean).map(decoded);
  const params = new URLSearchParams(query);
  const filter = {};
  for (const key of FILTER_KEYS) if (params.get(key)) filter[key] = params.get(key);
  const show = {};
  for (const [key, value] of params) if (!FILTER_KEYS.includes(key)) show[key] = value;
  const route = { place: place || "files", view: "", id: "", filter, show };
  if (route.place === "findings") {
    route.view = parts[0] || "overview";
    route.id = parts[1] ?? "";
    if (!VIEWS.some(([name]) => name === route.view)) route.place = "nowhere";
  } else if (own(TITLES, route.place)) {
    [route.id = "", route.sub = ""] = parts;
  } else route.place = "nowhere";
  route.path = [route.place, route.view, route.id, route.sub].filter(Boolean).join("/");
  return route;
}

/** The hash of a place. The filter goes with it from view to view; page, order and the like do not. */
export function href(path, filter = {}, show = {}) {
  const query = new URLSearchParams();
  for (const key of FILTER_KEYS) if (filter[key]) query.set(key, filter[key]);
  for (const [key, value] of Object.entries(show))
    if (value !== "" && value !== undefined && value !== null) query.set(key, value);
  const text = query.toString();
  return "#/" + path.map(encodeURIComponent).join("/") + (text ? "?" + text : "");
}

/**
 * What is shown, with something else: another page, another order. From the first page also means that of every table.
 */
function shown(route, show) {
  const kept = show.page === "" ? Object.entries(route.show).filter(([key]) => !key.startsWith("page-")) : null;
  return { ...(kept ? Object.fromEntries(kept) : route.show), ...show };
}

/** The address of the same place with something else shown. */
export const same = (route, show) =>
  href([route.place, route.view, route.id, route.sub].filter(Boolean), route.filter, shown(route, show));

/** The address of the same view with another filter, from its first page. */
export const filtered = (route, filter) =>
  href([route.place, route.view, route.id].filter(Boolean), filter, shown(route, { page: "" }));

export function title(route) {
  const view = VIEWS.find(([name]) => name === route.view)?.[1];
  const what =
    {
      rule: route.id && `Rule ${route.id}`,
      child: route.id && `Child ${route.id}`,
    }[route.view] ||
    view ||
    TITLES[route.place] ||
    "No such page";
  return `${what} - Check 903`;
}

/**
 * Calls onRoute(route, {samePath, back}) now and whenever the hash changes. `back` is true for Back, Forward and
 * Reload.
 */
export function follow(onRoute) {
  let current = null;
  let clicked = false;
  const go = () => {
    if (location.hash && !location.hash.startsWith("#/")) return; // a jump within the page
    const route = parse(location.hash);
    const samePath = current?.path === route.path;
    current = route;
    onRoute(route, { samePath, back: !clicked });
    clicked = false;
  };
  addEventListener(
    "click",
    (event) => {
      clicked ||= Boolean(/** @type {Element} */ (event.target).closest?.("a[href^='#/']"));
    },
    true,
  );
  addEventListener("hashchange", go);
  go();
  return {
    go(hash) {
      clicked = true;
      if (location.hash === hash) go();
      else location.hash = hash;
    },
    /** For what is typed: the address follows, without a step of history for every letter. */
    replace(hash) {
      history.replaceState(history.state, "", hash);
      clicked = true;
      go();
    },
  };
}
