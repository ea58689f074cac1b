// Files that were made on this computer, handed to the user.
import { call } from "../../client/calls.js";
import { failed } from "../error-message.js";
import { announce } from "../focus/announce.js";
import { change } from "../state.js";
import { turnOver } from "./changes.js";

const TYPES = { xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv" };
const KEPT = 60_000; // ms for which the browser can still read it

export function download({ name, bytes }) {
  const blob = new Blob([bytes], { type: TYPES[name.split(".").pop()] ?? "application/octet-stream" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** Fetch a file that the worker makes, and hand it over. */
export const fetchFile = (method, ...args) => handOver(method, () => call(method, ...args));

/** Hand over the file that `make` makes; until then the button that has this `key` says so. */
export async function handOver(key, make) {
  change({ making: key, message: null });
  await turnOver();
  try {
    download(await make());
    announce("Downloaded.");
  } catch (fault) {
    failed(fault);
  }
  change({ making: "" });
}
