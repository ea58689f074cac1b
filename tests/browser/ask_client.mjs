// js/client/ask-client.js beside a worker that is no worker: what the page does with whatever comes through the port. Prints
// what each question came to, as JSON: "answered ...", "failed ...", with "ended" where the worker was ended for it.
import { mock } from "node:test";
import { AskClient } from "../../js/client/ask-client.js";

mock.timers.enable({ apis: ["setTimeout"] });
const ended = new Set();
let last;
globalThis.Worker = class {
    constructor() {
        last = this;
    }
    addEventListener() {}
    postMessage({ nonce }, [port]) {
        this.port = port;
        port.postMessage(JSON.stringify({ nonce, json: null }));
    }
    terminate() {
        ended.add(this);
    }
};

const question = (client) => client.run("sql", "SELECT 1");
const rules = (client) => client.beginRules([["own.sql", ""]], [], 60);
const nextOfRules = (client) => client.nextOfRules(61_000);

/** What `does` comes to where the worker answers what `says(nonce)` gives, a list. `after`: ms that pass. */
async function tried(says, after = 0, does = question) {
    const client = new AskClient([{ kind: "worker", runtime: "", lock: "" }], "");
    await client.start(new Uint8Array(1));
    const worker = last;
    const asked = new Promise((heard) => {
        worker.port.on("message", heard);
    });
    const answer = does(client);
    const said = answer.then(
        (one) => `answered ${one?.kind ?? ""}`,
        (fault) => `failed ${fault.message}${fault.isOfNoRule ? ", of no rule" : ""}`,
    );
    const { nonce } = await asked;
    for (const one of says(nonce)) worker.port.postMessage(one);
    mock.timers.tick(after);
    const open = new Promise((resolve) => setImmediate(() => setImmediate(() => resolve("still open"))));
    const what = !ended.has(worker) && !says(nonce).length ? await Promise.race([said, open]) : await said;
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const text = `${what}${ended.has(worker) ? ", ended" : ""}`;
    client.end();
    worker.port.close();
    return text;
}

const good = { kind: "value", value: 1, type: "number", seconds: 0, printed: "" };
const json = (more) => JSON.stringify({ ...good, ...more });
const answer = (more) => (nonce) => [JSON.stringify({ nonce, json: json(more) })];
const results = {};
for (const [name, says, after, does] of [
    ["good", answer({})],
    ["full", (nonce) => [JSON.stringify({ nonce, json: json({}), full: true })]],
    ["dead", (nonce) => [JSON.stringify({ nonce, fault: "x", dead: true })]],
    ["unasked", () => [JSON.stringify({ nonce: "guessed", json: json({}) })]],
    ["no text", (nonce) => [{ nonce, json: json({}) }]],
    ["no JSON", () => ["{"]],
    ["long fault", (nonce) => [JSON.stringify({ nonce, fault: "x".repeat(100_000) })]],
    ["twice", (nonce) => [...answer({})(nonce), ...answer({})(nonce)]],
    ["other kind", answer({ kind: "html" })],
    ["inherited kind", answer({ kind: "constructor" })],
    ["other type", answer({ type: "html" })],
    ["other value", answer({ value: { toString: "x" } })],
    ["not yet", () => [], 59_999],
    ["too long", () => [], 60_000],
    ["rules not ready yet", () => [], 179_999, rules],
    ["rules not ready", () => [], 180_000, rules],
    ["a rule too slow", () => [], 61_000, nextOfRules],
])
    results[name] = await tried(says, after, does);
console.log(JSON.stringify(results));
process.exit(0);
