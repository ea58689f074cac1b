// What the scripts of the workers find around them: the build and Pyodide put it there.

/** The files of the hosted site and the hash of each (py/tools/site.py). */
declare const SITE: { build: string; files: Record<string, string> };

declare const loadPyodide: typeof import("pyodide").loadPyodide;
declare const _createPyodideModule: any;

interface Uint8ArrayConstructor {
    fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
}
