// Write a ustar archive of plain files (py/tools/pack.py makes them) into Pyodide's file system, which takes the bytes
// without a copy.
export function untar(FS, tar, root) {
  const decoder = new TextDecoder();
  const text = (at, most) => {
    let end = at;
    while (end < at + most && tar[end]) end++;
    return decoder.decode(tar.subarray(at, end));
  };
  const made = new Set();
  for (let at = 0; at + 512 <= tar.length && tar[at];) {
    const prefix = text(at + 345, 155);
    const file = `${root}/${prefix ? `${prefix}/` : ""}${text(at, 100)}`;
    const folder = file.slice(0, file.lastIndexOf("/"));
    const size = parseInt(text(at + 124, 12), 8);
    if (!made.has(folder)) {
      FS.mkdirTree(folder);
      made.add(folder);
    }
    at += 512;
    FS.writeFile(file, tar.subarray(at, at + size), { canOwn: true });
    at += (size + 511) & ~511;
  }
}
