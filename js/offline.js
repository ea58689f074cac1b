// The hosted page keeps its own files in the browser, so that it opens with the network off. A page opened from a folder has no need to.
import { registerServiceWorker } from "./trusted.js";

export async function keepForOffline() {
  if (!location.protocol.startsWith("http") || !navigator.serviceWorker) return;
  try {
    await registerServiceWorker();
  } catch (fault) {
    console.info("The page works, but will need the network next time:", fault.message); // private windows and strict settings refuse it
  }
}
