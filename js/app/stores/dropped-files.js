// Files from a drop, folders opened: [{name, file}], the name with its folder.
//
// A folder is read through its entry, but for a page opened from a disk in Chromium and its kin: there nothing can be
// read through an entry (EncodingError), and what the folder holds comes through a handle instead.
const isFromDisk = location.protocol === "file:";
const byHandle = isFromDisk && "getAsFileSystemHandle" in DataTransferItem.prototype;

/**
 * Whether folders let go over the page can be read in this browser. `userAgentData`: only Chromium and its kin have it.
 */
export const canOpenFolders =
  byHandle || ("webkitGetAsEntry" in DataTransferItem.prototype && !(isFromDisk && navigator.userAgentData));

async function entriesOf(reader) {
  const all = [];
  for (;;) {
    // A directory reader hands over a hundred at a time, and nothing at the end.
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

async function handlesOf(folder) {
  const all = [];
  for await (const handle of folder.values()) all.push(handle);
  return all;
}

const fileOf = (entry) => new Promise((done, fail) => entry.file(done, fail));

/** The files in an entry, or under a handle. What can't be opened is listed all the same. */
async function opened(one, path) {
  const isFolder = one.isDirectory || one.kind === "directory";
  try {
    if (!isFolder) return [{ name: path, file: await (one.getFile?.() ?? fileOf(one)) }];
    const inside = await (one.values ? handlesOf(one) : entriesOf(one.createReader()));
    return (await Promise.all(inside.map((next) => opened(next, `${path}/${next.name}`)))).flat();
  } catch {
    return [{ name: path, file: null, folder: isFolder }];
  }
}

// What file managers leave in folders.
const clutter = ({ name }) => /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*|~\$[^/]*)$/i.test(name);

async function folder(entry, handle) {
  return opened((byHandle && (await handle.catch(() => null))) || entry, entry.name);
}

/** Of a file neither entry nor handle is of use. */
function taken(item) {
  const entry = item.webkitGetAsEntry?.();
  const file = item.getAsFile();
  return entry?.isDirectory
    ? folder(entry, byHandle ? item.getAsFileSystemHandle() : null)
    : [{ name: file.name, file }];
}

export async function fromDrop(transfer) {
  // All must be taken before the first await: the browser empties the transfer after that.
  const found = await Promise.all([...transfer.items].filter((item) => item.kind === "file").map(taken));
  return found.flat().filter((one) => !clutter(one));
}

export const fromInput = (input) =>
  [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file })).filter((one) => !clutter(one));
