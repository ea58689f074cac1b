// Files from a drop, folders opened: [{name, file}], the name with its folder.
async function entries(reader) {
  const all = [];
  for (;;) {
    // A directory reader hands over a hundred at a time, and nothing at the end.
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

async function opened(entry) {
  const name = entry.fullPath.replace(/^\//, "");
  try {
    if (entry.isDirectory) return (await Promise.all((await entries(entry.createReader())).map(opened))).flat();
    return [{ name, file: await new Promise((done, fail) => entry.file(done, fail)) }];
  } catch {
    return [{ name, file: null, folder: entry.isDirectory }]; // listed all the same, with a sentence that it can't be read
  }
}

// What file managers leave in folders.
const clutter = ({ name }) => /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*|~\$[^/]*)$/i.test(name);

export async function fromDrop(transfer) {
  // The entries must be taken before the first await: the browser empties the transfer after that.
  // Of a file its entry is no use: in a page opened from a folder, Chromium's entries can't be read.
  const taken = [...transfer.items].filter((item) => item.kind === "file").map((item) => {
    const entry = item.webkitGetAsEntry?.();
    const file = item.getAsFile();
    return entry?.isDirectory ? opened(entry) : [{ name: file.name, file }];
  });
  const found = await Promise.all(taken);
  return found.flat().filter((one) => !clutter(one));
}

export const fromInput = (input) => [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file })).filter((one) => !clutter(one));
