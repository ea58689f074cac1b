// Parts of the page that are loaded when they are first needed: Ask's editor and worker, pandas, Parquet files. Each
// comes once, as a script that hands itself over to boot.js.
import { kept } from "./offline.js";
import * as trusted from "./trusted.js";

const coming = new Map(); // script -> promise

/** Resolves once assets/NAME.js has run; rejects, and may be tried again, where it can't be loaded. */
export function load(name) {
  if (!coming.has(name)) {
    const loaded = add(name);
    loaded.catch(() => coming.delete(name));
    coming.set(name, loaded);
  }
  return coming.get(name);
}

/** What one of the scripts handed over. */
export const part = (name) => globalThis.CHECK903.laterOf(name);

async function add(name) {
  await kept();
  const script = trusted.laterScript(name);
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`A part of the page could not be loaded: assets/${name}.js`));
    document.head.append(script);
  });
  script.remove();
}
