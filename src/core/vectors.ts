/** The processor's own vectors, which JavaScript reaches through WebAssembly: 64 KiB are mapped in 2 µs, where they are. */

/** `vectors.wat` in the same folder, assembled; a test assembles it again and compares. */
export const assembled =
  "AGFzbQEAAAABDgJgA39/fwF/YAJ/fwF/AhABBGhlcmUGbWVtb3J5AgABAwMCAAEHEgIDbWFwAAAIY2FzZWxlc3MAAQq2AgJ2AQJ7A0AgAP0ABAAhAyAEIAP9UCEEIAIgAyAD/QxhYWFhYWFhYWFhYWFhYWFh/XH9DBoaGhoaGhoaGhoaGhoaGhr9Jv0MICAgICAgICAgICAgICAgIP1O/XH9CwQAIAJBEGohAiAAQRBqIgAgAUkNAAsgBP1kC7wBAQh7/QwAAAAAAAAAAAAAAAABAjxAIQL9DEIGCwMDAwMBAQERAQEBASEhA/0MAAAAAAAAAAAIQAAwAAAAACEE/QwYGBgYEBAQEBAQEBAwEBBQIQVBD/0PIQYDQCAA/QAEACEHIAD9AAQBIQggCSACIAdBBP2NASAG/U79DiADIAcgBv1O/Q79TiAEIAhBBP2NASAG/U79DiAFIAggBv1O/Q79Tv1P/VAhCSAAQRBqIgAgAUkNAAsgCf1TRQs=";

interface Kernel {
  readonly map: (at: number, end: number, to: number) => number;
  readonly caseless: (at: number, end: number) => number;
}

const pageBytes = 65_536;
/** Vectors look at so many bytes together, also where fewer are left. */
export const vectorBytes = 16;

const memories = new WeakMap<ArrayBufferLike, VectorMemory>();
let program: WebAssembly.Module | undefined;

/** Memory that vectors reach. It never moves, for it never grows. */
export class VectorMemory {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #kernel: Kernel;

  constructor(bytes: number) {
    const pages = Math.ceil(bytes / pageBytes);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    program ??= new WebAssembly.Module(Buffer.from(assembled, "base64"));
    this.#kernel = new WebAssembly.Instance(program, { here: { memory } }).exports as unknown as Kernel;
    this.bytes = new Uint8Array(memory.buffer);
    memories.set(memory.buffer, this);
  }

  /** Tells whether bytes lie in this memory, whoever has put them there. */
  holds(bytes: Uint8Array): boolean {
    return bytes.buffer === this.bytes.buffer;
  }

  /**
   * Maps the ASCII among `bytes` into `mapped`, which is as long and may be the same; this memory {@link holds} both, and behind each
   * {@link vectorBytes} more, which are nobody's. Tells whether that is their upper case: no other among them has one.
   */
  map(bytes: Uint8Array, mapped: Uint8Array): boolean {
    const { length } = bytes;
    if (length === 0) return true;
    const at = bytes.byteOffset;
    const end = at + length;
    // What an earlier text left behind the last byte is looked at, too.
    if (length % vectorBytes !== 0) this.bytes.fill(0, end, end + vectorBytes);
    return this.#kernel.map(at, end, mapped.byteOffset) === 0 || this.#kernel.caseless(at, end) === 1;
  }
}

/** The memory of vectors that bytes lie in, if any. Bun's own bytes are not to be asked: the first time that takes 1 µs. */
export function vectorMemoryOf(bytes: Uint8Array): VectorMemory | undefined {
  return memories.get(bytes.buffer);
}
