// Parts of a long screen, each asked for when it comes on the screen; the rest one by one, once no screen waits for an
// answer.
import { ref } from "lit-html/directives/ref.js";
import { quiet } from "../../client/calls.js";
import { change } from "../state.js";

let of = ""; // the screen that is shown, with what it shows
let all = []; // its parts, in their order
const wanted = new Set();
let goesOn = false;

const watch = new IntersectionObserver(
  (entries) => {
    const came = entries.filter((one) => one.isIntersecting);
    if (!came.length) return;
    for (const { target } of came) {
      wanted.add(/** @type {HTMLElement} */ (target).dataset.part);
      watch.unobserve(target);
    }
    change();
  },
  { rootMargin: "100px" },
);

/** The parts of a screen; with another `key` all are asked for anew. */
export function partsOf(key, names) {
  all = names;
  if (key === of) return;
  of = key;
  wanted.clear();
  watch.disconnect();
  theRest();
}

export const isWanted = (name) => wanted.has(name);

/** For the element of a part: it is asked for when it comes on the screen. */
export const part = (name) =>
  ref((element) => {
    if (!element || wanted.has(name)) return;
    /** @type {HTMLElement} */ (element).dataset.part = name;
    watch.observe(element);
  });

async function theRest() {
  if (goesOn) return;
  goesOn = true;
  const next = () => (location.hash.startsWith("#/figures") ? all.find((name) => !wanted.has(name)) : undefined);
  await new Promise((drawn) => setTimeout(drawn, 300));
  for (let name = next(); name !== undefined; name = next()) {
    await quiet();
    wanted.add(name);
    change();
    await new Promise((asked) => setTimeout(asked));
  }
  goesOn = false;
}
