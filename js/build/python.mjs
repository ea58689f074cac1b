// node python.mjs SCRIPT.py ARG...: run a Python script in the very interpreter that the page ships, the project's
// files under /project. What is compiled or compressed here is the same on every computer, whatever Python and zlib it
// has.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const [script, ...args] = process.argv.slice(2);
const python = await loadPyodide({ env: { PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" } });
python.mountNodeFS("/project", project);
python.runPython("import os, sys; os.chdir('/project'); sys.argv = list(args)", {
    locals: python.toPy({ args: [script, ...args] }),
});
try {
    python.runPython(fs.readFileSync(script, "utf8"), {
        filename: path.basename(script),
        globals: python.toPy({ __name__: "__main__" }),
    });
} catch (fault) {
    console.error(fault.message);
    process.exit(1);
}
