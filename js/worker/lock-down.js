// Takes away from a worker's global what the user's code could send or store with, before there is any such code:
// whatever it digs out of Python, it finds nothing there. What stays is a list, so that what browsers add later is
// gone too.
const KEPT = new Set(
  `globalThis self location navigator performance crypto console WebAssembly
  setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone atob btoa
  Object Function Array Number Boolean String Symbol BigInt Math JSON Date RegExp Promise Proxy Reflect Map Set WeakMap
  WeakSet WeakRef FinalizationRegistry Iterator AsyncIterator Intl Atomics undefined NaN Infinity eval
  ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError DOMException
  parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape
  TextDecoder TextEncoder DecompressionStream ReadableStream Response Headers Blob URL URLSearchParams
  AbortController AbortSignal Event EventTarget ErrorEvent
  constructor __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ hasOwnProperty isPrototypeOf
  propertyIsEnumerable toLocaleString toString valueOf addEventListener removeEventListener dispatchEvent when`.split(
    /\s+/,
  ),
);
// What must be gone, or there is no Ask in this browser.
const DANGEROUS =
  `postMessage fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport Worker SharedWorker
  BroadcastChannel importScripts indexedDB caches MessageChannel MessagePort RTCPeerConnection FileReaderSync
  webkitRequestFileSystem loadPyodide`.split(/\s+/);
const nothing = { value: undefined, writable: false, configurable: false };

/** All names of the global, those of its prototypes included. */
function* names() {
  for (let owner = globalThis; owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner))
    for (const name of Object.getOwnPropertyNames(owner)) yield { owner, name };
}

/** `navigator` leads to stores, locks and devices: three words of it stay, on every object that has it. */
function plainNavigator() {
  const { userAgent, language, platform } = navigator;
  const value = Object.freeze({ __proto__: null, userAgent, language, platform });
  const owners = [...names()].filter(({ name }) => name === "navigator").map(({ owner }) => owner);
  for (const owner of [...owners, globalThis])
    Reflect.defineProperty(owner, "navigator", { value, writable: false, configurable: false });
}

/** Nothing that the user's code puts into what all objects share changes how the worker itself goes on. */
function harden() {
  for (const shared of [Promise, Function]) for (const one of [shared, shared.prototype]) Object.freeze(one);
  Object.preventExtensions(Object.prototype); // a toJSON for all, say
}

export function lockDown() {
  const gone = [...names()].filter(({ name }) => !KEPT.has(name));
  for (const { owner, name } of gone) Reflect.deleteProperty(owner, name);
  for (const name of new Set([...gone.map((one) => one.name), ...DANGEROUS]))
    Reflect.defineProperty(globalThis, name, nothing);
  plainNavigator();
  harden();
}

/** The names that should be gone and are not. */
export const left = () => {
  const owned = [...names()].filter(({ owner, name }) => DANGEROUS.includes(name) && owner[name] !== undefined);
  return [...new Set(owned.map(({ name }) => name)), ...("storage" in navigator ? ["navigator"] : [])];
};
