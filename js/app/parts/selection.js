/**
 * What is ticked or typed of something: a Map that begins anew as soon as it is of something else (another rule,
 * another check, the return changed). Called with all that it is of.
 * @template K, V
 * @returns {(...of: any[]) => Map<K, V>}
 */
export function selection() {
  let before = [];
  let chosen = new Map();
  return (...of) => {
    if (of.length !== before.length || of.some((one, at) => one !== before[at])) chosen = new Map();
    before = of;
    return chosen;
  };
}
