// A table as a Parquet file, with the types that pyarrow would give it (py/check903/tidy/parquet.py). A script of its
// own, loaded when it is first needed.
import { parquetWriteBuffer } from "hyparquet-writer";

const TYPES = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
};

/** The values of a column, row by row; whole numbers as the 64 bits that they have in the file. */
function valuesOf({ type, distinct, codes }) {
  const values = type === "integer" ? distinct.map(wide) : distinct;
  return codes.map((code) => values[code]);
}

const wide = (value) => (value === null ? null : BigInt(value));

/** The bytes of the file. `columns`: as PlainTable has them, in answers.d.ts. */
function parquetFile(columns) {
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: "schema", num_children: columns.length },
        ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL", ...TYPES[type] })),
      ],
      columnData: columns.map((column) => ({ name: column.name, data: valuesOf(column) })),
      rowGroupSize: 100_000,
    }),
  );
}

globalThis.CHECK903.later("parquet", parquetFile);
