// The hosted page keeps its own files in the browser (js/service-worker.js), so that it opens with the network off, and
// so that what it loads later, by what the user's files mention, is not asked of the server, which would learn from it.
// A page opened from a folder needs none of this.
import { registerServiceWorker } from "./trusted.js";

const PATIENCE = 30_000;
let keeping = Promise.resolve();

export function keepForOffline() {
  if (location.protocol.startsWith("http") && navigator.serviceWorker) keeping = keep();
}

/** Resolves when the page's files come from the browser itself, or can't. */
export const kept = () =>
  Promise.race([
    keeping,
    new Promise((resolve) => {
      setTimeout(resolve, PATIENCE);
    }),
  ]);

async function keep() {
  const workers = navigator.serviceWorker;
  try {
    await registerServiceWorker();
    const { active } = await workers.ready;
    if (workers.controller) return;
    const taken = new Promise((resolve) => {
      workers.addEventListener("controllerchange", resolve, { once: true });
    });
    active.postMessage("take this page");
    await taken;
  } catch (fault) {
    // Private windows and strict settings refuse it.
    console.info("The page works, but will need the network next time:", fault.message);
  }
}
