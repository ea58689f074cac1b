// Python in a worker, from the assets that the page hands over and from nowhere else.
import * as assets from "./assets.js";
import { untar } from "./untar.js";

// Never fetched: Pyodide wants an absolute address, and a worker's script has blob: for its own.
const NOWHERE = "https://pyodide-assets.invalid/";
const APP = "/lib/check903.zip";

globalThis.fetch = async (request) => {
  const address = String(/** @type {Request} */ (request)?.url ?? request);
  const name = address.slice(NOWHERE.length);
  if (!address.startsWith(NOWHERE)) throw new TypeError(`This page fetches nothing: ${address}`);
  if (name === "pyodide.asm.wasm")
    return new Response(await assets.stream(name), { headers: { "Content-Type": "application/wasm" } });
  return new Response(await assets.bytes(name));
};

/** Pyodide with the page's packages and check903. `more`: further options of loadPyodide. */
export function startPython(lock, more = {}) {
  const packages = assets.bytes("packages.tar");
  return loadPyodide({
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    lockFileContents: lock,
    createPyodideModule: _createPyodideModule,
    env: { PYTHONPATH: APP },
    fsInit: async (FS, { sitePackages }) => {
      untar(FS, await packages, sitePackages);
      FS.writeFile(APP, await assets.bytes("app.zip"), { canOwn: true });
    },
    ...more,
  });
}
