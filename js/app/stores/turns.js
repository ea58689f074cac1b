// Working through the children: who comes next. The list is fixed when one comes to a child, so that Next and Previous
// keep their place when a child is fixed; what became of each is asked for after every change.
import { query } from "./query.js";
import { state } from "../state.js";

const isChild = (route) => route?.place === "findings" && route.view === "child" && Boolean(route.id);
const kindOf = (route) => JSON.stringify([route.filter, route.show.sort ?? ""]);

/** Coming from anywhere but another child of the same list begins a new one; so does a new check. Back does not. */
export function keepTurns(before, route, back) {
  if (!isChild(route)) return;
  const goesOn = isChild(before) && kindOf(before) === kindOf(route);
  if (!goesOn && !back) state.turns = null;
}

/**
 * {ids, at, done}: the ids of the list, where the child stands (-1: not among them), and of those that have no error of
 * the list left what became of them: "fixed" or "accepted". Null until it is known.
 */
export function turnsOf(route) {
  const { data, pending } = query("child order", "child_order", route.filter, route.show.sort ?? "");
  if (!data) return null;
  const kind = kindOf(route);
  if (state.turns?.kind !== kind || state.turns.check !== state.check) {
    if (pending) return null;
    state.turns = { kind, check: state.check, ids: data.children };
  }
  const { ids } = state.turns;
  const [left, accepted] = [new Set(data.children), new Set(data.accepted)];
  const what = (id) => (accepted.has(id) ? "accepted" : "fixed");
  const done = new Map(ids.filter((id) => !left.has(id)).map((id) => [id, what(id)]));
  return { ids, at: ids.indexOf(route.id), done };
}
