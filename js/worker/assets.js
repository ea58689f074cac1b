// The assets as the page hands them over: base64 of gzip, each awaited by whoever needs it, in whatever order they
// come.
const slots = new Map();

function slot(name) {
  if (!slots.has(name)) slots.set(name, Promise.withResolvers ? Promise.withResolvers() : withResolvers());
  return slots.get(name);
}

function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

const decode = Uint8Array.fromBase64
  ? (base64) => Uint8Array.fromBase64(base64)
  : (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

// Not through a Blob: WebKit (Safari) lets no worker of a page from a folder read one.
const unpacking = (base64) =>
  new Response(new Response(decode(base64)).body.pipeThrough(new DecompressionStream("gzip")));

export const unpack = async (base64) => new Uint8Array(await unpacking(base64).arrayBuffer());

export const arrived = (name, base64) => slot(name).resolve(base64);

export const bytes = async (name) => unpack(await slot(name).promise);

/** The asset while it is still being unpacked, so that the browser compiles WebAssembly meanwhile. */
export const stream = async (name) => unpacking(await slot(name).promise).body;
