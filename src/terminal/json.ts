/** Bytes in JSON. */

import { visibleJson } from "../core/visible.ts";

/** A string where the bytes are UTF-8; where they are not, an object that loses nothing: `{"base64": "…"}`. */
export function jsonText(bytes: Uint8Array): string | { base64: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString("utf8");
  return Buffer.from(text).equals(buffer) ? text : { base64: buffer.toString("base64") };
}

/** One record as one line, times to the nanosecond, with what a terminal could act on written as `\\u009b`. */
export function jsonLine(record: object): string {
  return visibleJson(JSON.stringify(record, toTheNanosecond));
}

/** What ends in `Ms` is a span, never a time of day. The clock tells no more of it; what is beyond comes from subtracting. */
function toTheNanosecond(name: string, value: unknown): unknown {
  return typeof value === "number" && name.endsWith("Ms") ? Math.round(value * 1e6) / 1e6 : value;
}
