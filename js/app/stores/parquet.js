// The return as Parquet files: Python gives plain columns and makes the zip, and a library that is loaded for it writes
// the files in between.
import { load, part } from "../../client/later.js";
import { call } from "../../client/calls.js";

/** {name, bytes} of a zip with one file for each table, and the data dictionary. `shape`: as for `tables`. */
export async function parquetFiles(shape) {
  const [tables] = await Promise.all([call("tables_plain", shape), load("parquet")]);
  const files = {};
  for (const { name, columns } of tables) {
    files[name] = part("parquet")(columns);
    await new Promise((resolve) => setTimeout(resolve)); // the page answers in between
  }
  return call("tables_parquet", files, shape);
}
