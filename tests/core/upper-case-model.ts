/** The service as one would explain it, slow and obvious: the measure for the fast one. */

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Takes character by character: where some bytes are one, its upper case; where none are, the byte itself. */
export function modelUpperCase(bytes: Uint8Array): Uint8Array {
  const mapped: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const character = characterAt(bytes, offset);
    mapped.push(character === undefined ? bytes.slice(offset, offset + 1) : Buffer.from(character.text.toUpperCase()));
    offset += character?.bytes ?? 1;
  }
  return Buffer.concat(mapped);
}

/** The shortest run of bytes that the platform's strict decoder takes is one character. */
function characterAt(bytes: Uint8Array, offset: number): { text: string; bytes: number } | undefined {
  for (let length = 1; length <= 4 && offset + length <= bytes.length; length++) {
    const text = strictlyDecoded(bytes.slice(offset, offset + length));
    if (text !== undefined) return { text, bytes: length };
  }
  return undefined;
}

function strictlyDecoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
