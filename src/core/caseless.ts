/**
 * Which characters have no upper case, told by their first two bytes. Hangul, Han (to U+FFFF), Kana, Arabic, Hebrew, Devanagari, Thai and emoji
 * have none: a text of these and of ASCII is mapped without being decoded, many times as fast.
 *
 * What is no character comes back unchanged anyway. So nobody has to tell right bytes from wrong: where no byte begins a
 * character that may have an upper case, mapping the ASCII is all that there is to do.
 */

interface CasedFirstByte {
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

const rules: CasedFirstByte[] = [];
// Latin to Armenian: U+0080 to U+05BF. A loop: at a start, the first Array.from() takes 0.3 ms.
for (let first = 0xc2; first <= 0xd6; first++) rules.push({ first, from: 0x100, to: -1 });
rules.push(
  // U+1000 to U+1FFF: Georgian, Cherokee, Greek.
  { first: 0xe1, from: 0x100, to: -1 },
  // Caseless up to U+20FF: quotation marks, dashes, signs of currencies.
  { first: 0xe2, from: 0x80, to: 0x83 },
  // Caseless from U+AC00: Hangul.
  { first: 0xea, from: 0xb0, to: 0xbf },
  // Caseless from U+FF00 to U+FF3F: the punctuation of Han and Kana, full width.
  { first: 0xef, from: 0xbc, to: 0xbc },
  // Caseless from U+1F000 to U+1FFFF: emoji. (Rare Han comes behind them.)
  { first: 0xf0, from: 0x9f, to: 0x9f },
);

/**
 * First bytes of the characters that may have an upper case, and after which second bytes, `from` to `to`, they have none.
 * A test finds every other character caseless. `vectors.wat` has the same numbers.
 */
export const casedFirstBytes: readonly CasedFirstByte[] = rules;

const from = new Int16Array(256).fill(-1);
const to = new Int16Array(256).fill(0x100);
for (const rule of casedFirstBytes) {
  from[rule.first] = rule.from;
  to[rule.first] = rule.to;
}

/** Tells whether no byte begins a character beyond ASCII that may have an upper case. One at the very end counts as if it did. */
export function isCaseless(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    const next = i + 1 < bytes.length ? (bytes[i + 1] as number) : 0;
    if (next < (from[byte] as number) || next > (to[byte] as number)) return false;
  }
  return true;
}
