// What became of what was dropped. A zip counts once, whatever is in it.
import { count, number } from "../format.js";

const used = (part) => part.role !== "unused" && part.role !== "waits";

function outcome(files) {
  const parts = files.flatMap((file) => file.parts);
  if (parts.some(used)) return "read";
  return parts.some((part) => part.role === "waits") ? "waits" : "unused";
}

/** The file as it was dropped: the same for all that came in one zip. The sample's have one source, but no zip. */
const wholeOf = (file) => `${file.source} ${file.name.split(" > ")[0]}`;

export const droppedAmong = (files) => new Set(files.map(wholeOf)).size;

function dropped(files) {
  const each = new Map();
  for (const file of files) each.set(wholeOf(file), [...(each.get(wholeOf(file)) ?? []), file]);
  return [...each.values()];
}

/** {all, read, waits, unused, reading} of what the page knows. */
export function counted({ files, waiting, unreadable }) {
  const outcomes = dropped(files?.files ?? []).map(outcome);
  const how = (name) => outcomes.filter((one) => one === name).length;
  const unused = how("unused") + unreadable.length;
  return {
    all: outcomes.length + waiting.length + unreadable.length,
    read: how("read"),
    waits: how("waits"),
    unused,
    reading: waiting.length,
  };
}

/** "20 files: 14 read, 1 waits, 5 not used". */
export function said({ all, read, waits, unused, reading }) {
  const parts = [
    reading && `${number(reading)} being read`,
    read && `${number(read)} read`,
    waits && `${number(waits)} ${waits === 1 ? "waits" : "wait"}`,
    unused && `${number(unused)} not used`,
  ];
  return `${count(all, "file")}: ${parts.filter(Boolean).join(", ")}`;
}
