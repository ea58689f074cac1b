// The only script addresses that this page ever uses, behind its Trusted Types policy: nothing else can become a script
// or a worker.
const POSTCODES = /^assets\/postcodes\/[A-Z]{1,3}\.js$/;
const SERVICE_WORKER = "sw.js";
const LATER = ["assets/ask.js", "assets/pandas.js", "assets/parquet.js"];
let workerAddress;

function createScriptURL(address) {
  if (address === workerAddress || address === SERVICE_WORKER || LATER.includes(address) || POSTCODES.test(address))
    return address;
  throw new TypeError(`Not a script of this page: ${address}`);
}

const policy = globalThis.trustedTypes?.createPolicy("check903", { createScriptURL }) ?? { createScriptURL };

export function worker(source) {
  workerAddress = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const address = workerAddress;
  const made = new Worker(policy.createScriptURL(address));
  made.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return made;
}

function scriptOf(address) {
  const script = document.createElement("script");
  script.src = policy.createScriptURL(address);
  return script;
}

export const postcodeScript = (area) => scriptOf(`assets/postcodes/${area}.js`);

/** A part of the page that is loaded when it is first needed: one of LATER. */
export const laterScript = (name) => scriptOf(`assets/${name}.js`);

export const registerServiceWorker = () => navigator.serviceWorker.register(policy.createScriptURL(SERVICE_WORKER));
