// node bundle.mjs OUT: the page's script and style and the worker's script, from js/ and the npm packages.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const js = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const out = path.resolve(process.argv[2]);
const pyodide = path.join(js, "node_modules/pyodide");
const options = {
    bundle: true,
    minify: true,
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    absWorkingDir: js,
    logLevel: "warning",
    target: "es2022",
};

const write = (name, text) => fs.writeFileSync(path.join(out, name), text);
const read = (file) => fs.readFileSync(file, "utf8");
const literal = (value) => JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** Replace what must be there exactly so many times: another version of Pyodide may need another treatment. */
function replace(text, found, by, times) {
    const parts = text.split(found);
    if (parts.length - 1 !== times)
        throw new Error(
            `Pyodide has ${found} ${parts.length - 1} times, not ${times}: look at js/build/bundle.mjs again`,
        );
    return parts.join(by);
}

const bundled = new Set(); // npm packages of which something is in a script

async function script(entry, more = {}) {
    const { outputFiles, metafile } = await esbuild.build({
        ...options,
        entryPoints: [entry],
        write: false,
        metafile: true,
        ...more,
    });
    for (const [file, { bytesInOutput }] of Object.values(metafile.outputs).flatMap(({ inputs }) =>
        Object.entries(inputs),
    )) {
        const [, name] = /node_modules\/((@[^/]+\/)?[^/]+)/.exec(file) ?? [];
        if (name && bytesInOutput) bundled.add(name);
    }
    return outputFiles[0].text;
}

/**
 * Pyodide as the beginning of a classic script, behind which a worker's own code stands: a page opened from a folder
 * can start no other worker.
 */
function runtime() {
    let asm = read(path.join(pyodide, "pyodide.asm.mjs"));
    asm = replace(asm, "export default _createPyodideModule;", "", 1);
    asm = replace(asm, "import.meta.url", "self.location.href", 3);
    asm = replace(asm, "import.meta", "", 0);
    const loader = read(path.join(pyodide, "pyodide.js")).replace(/\/\/# sourceMappingURL.*/, "");
    // pyodide.js takes a worker with importScripts for one that it does not support
    return ['"use strict";', asm, "self.importScripts = undefined;", loader].join("\n");
}

/** Pyodide's lock file without packages: nothing is installed at run time. */
function lock() {
    return JSON.stringify({ ...JSON.parse(read(path.join(pyodide, "pyodide-lock.json"))), packages: {} });
}

/** What is taken of govuk-frontend (*.scss), then our own sheets. */
async function style() {
    const folder = path.join(js, "css");
    const sheets = fs
        .readdirSync(folder)
        .filter((name) => !name.startsWith("_"))
        .sort();
    const compiled = sheets
        .filter((name) => name.endsWith(".scss"))
        .map((name) => sass.compile(path.join(folder, name), { quietDeps: true, charset: false }).css);
    const own = sheets.filter((name) => name.endsWith(".css")).map((name) => read(path.join(folder, name)));
    const { code } = await esbuild.transform([...compiled, ...own].join("\n"), {
        loader: "css",
        minify: true,
        charset: "utf8",
        legalComments: "none",
        target: options.target,
    });
    const loaded = /url\((?!["']?(data:|#))[^)]*\)|@import[^;]*/.exec(code);
    if (loaded) throw new Error(`The style sheet loads a file, and the page loads nothing: ${loaded[0]}`);
    return code;
}

fs.mkdirSync(out, { recursive: true });
try {
    write("boot.js", await script("boot.js", { target: "es5" }));
    write("page.js", await script("app/main.js"));
    write("sw.js", await script("service-worker.js"));
    const main = literal(await script("worker/main.js"));
    write("worker.js", `CHECK903.worker(${literal(runtime())},${main},${literal(lock())});\n`);
    const asks = literal(await script("worker/ask.js"));
    write("ask.js", `CHECK903.later("worker",${asks});\n${await script("editor/editor.js")}`);
    write("parquet.js", await script("parquet-files.js"));
    write("app.css", await style());
    write("bundled.json", JSON.stringify([...bundled].sort())); // for the licences
} catch (fault) {
    if (!fault.errors) console.error(fault.message); // esbuild has said its own already
    process.exit(1);
}
