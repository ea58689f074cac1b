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
  propertyIsEnumerable toLocaleString toString valueOf addEventListener removeEventListener dispatchEvent when
  loadPyodide _createPyodideModule`.split(/\s+/),
);
// What must be gone, or there is no Ask in this browser.
const DANGEROUS =
  `postMessage fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport Worker SharedWorker
  BroadcastChannel importScripts indexedDB caches MessageChannel MessagePort RTCPeerConnection FileReaderSync
  webkitRequestFileSystem`.split(/\s+/);
const nothing = { value: undefined, writable: false, configurable: false };

/** All names of the global, those of its prototypes included. */
function* names() {
  for (let owner = globalThis; owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner))
    for (const name of Object.getOwnPropertyNames(owner)) yield { owner, name };
}

/** `more`: names that the runtime still needs. */
export function lockDown(...more) {
  const stays = new Set([...KEPT, ...more]);
  const gone = [...names()].filter(({ name }) => !stays.has(name));
  for (const { owner, name } of gone) Reflect.deleteProperty(owner, name);
  for (const name of new Set([...gone.map((one) => one.name), ...DANGEROUS]))
    if (!stays.has(name)) Reflect.defineProperty(globalThis, name, nothing);
  Reflect.defineProperty(globalThis, "navigator", {
    value: Object.freeze({
      userAgent: navigator.userAgent,
      language: navigator.language,
      platform: navigator.platform,
    }),
    writable: false,
    configurable: false,
  });
}

/** The names that should be gone and are not. */
export const left = () => DANGEROUS.filter((name) => globalThis[name] !== undefined);
