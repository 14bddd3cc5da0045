/** Whole conversations, with the times of each step, and an explainer whose screen is the test's. */

import type { SocketEvent } from "../../src/core/events.ts";
import type { Side } from "../../src/narration/explain.ts";
import { explainTextsIn } from "../../src/narration/explain-language.ts";
import type { Language } from "../../src/narration/language.ts";
import { Explainer } from "../../src/terminal/explainer.ts";
import { clientEnd, connection, figures, serverEnd } from "../narration/sample-events.ts";

/** An event and when it happened, in ms from the start of the program. */
export type Timed = readonly [atMs: number, event: SocketEvent];

interface Conversation {
  readonly side: Side;
  readonly events: readonly Timed[];
}

const ends = { local: clientEnd, peer: serverEnd };
const unbound = { local: { address: "::", port: 48_970 }, peer: serverEnd };
const threeThousand = Buffer.alloc(3_000, "a");

const udpWithRetry: Conversation = {
  side: "client",
  events: [
    [0.3, { kind: "name-resolved", host: "localhost", addresses: ["127.0.0.1"] }],
    [0.9, { kind: "udp-socket-opened", role: "client", local: unbound.local, receiveBufferBytes: undefined }],
    [1.1, { kind: "path-mtu", peer: serverEnd, mtuBytes: 1_500 }],
    [2.82, { kind: "datagram-sent", ...unbound, bytes: threeThousand, attempt: 1 }],
    [700.1, { kind: "stray-datagram", peer: { address: "127.0.0.1", port: 9 }, bytes: 17 }],
    [1_003, { kind: "reply-overdue", attempt: 1, waitedMs: 1_000 }],
    [1_003.4, { kind: "path-mtu", peer: serverEnd, mtuBytes: 1_500 }],
    [1_003.7, { kind: "datagram-sent", ...unbound, bytes: threeThousand, attempt: 2 }],
    [1_004.6, { kind: "datagram-received", ...unbound, bytes: threeThousand }],
    [1_005, { kind: "udp-socket-closed", local: unbound.local }],
  ],
};

const tcpWithCutCharacter: Conversation = {
  side: "server",
  events: [
    [506.2, { kind: "connection-accepted", connection }],
    [506.3, { kind: "tcp-figures", when: "connected", ...connection, connection, figures }],
    [
      507,
      { kind: "chunk-received", connection, bytes: Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xec, 0x95]), heldBytes: 2 },
    ],
    [507.2, { kind: "reply-written", connection, taken: 4, waiting: 0 }],
    [9_000, { kind: "chunk-received", connection, bytes: new Uint8Array(3_000_000), heldBytes: 0 }],
    [9_004, { kind: "reply-written", connection, taken: 2_626_560, waiting: 373_440 }],
    [9_004.1, { kind: "reading-paused", connection }],
    [9_350, { kind: "reply-written", connection, taken: 373_440, waiting: 0 }],
    [9_350.2, { kind: "reading-resumed", connection }],
    [10_400, { kind: "server-half-closed", connection, reason: "keep-alive" }],
    [10_401, { kind: "client-half-closed", connection }],
    [10_401.1, { kind: "tcp-figures", when: "ended", ...connection, connection, figures }],
    [10_401.2, { kind: "connection-closed", connection, end: "closed" }],
  ],
};

const tcpClient: Conversation = {
  side: "client",
  events: [
    [1, { kind: "connecting", peer: { address: "::1", port: 12_000 } }],
    [1.2, { kind: "not-connected", peer: { address: "::1", port: 12_000 }, cause: "ECONNREFUSED", waitedMs: 0.21 }],
    [1.3, { kind: "connecting", peer: serverEnd }],
    [1.7, { kind: "connected", ...ends, connectMs: 0.35 }],
    [1.8, { kind: "tcp-figures", when: "connected", ...ends, figures }],
    [2, { kind: "sentence-written", ...ends, taken: 5, waiting: 0 }],
    [2.1, { kind: "client-sent-fin", ...ends }],
    [3.5, { kind: "reply-chunk-received", ...ends, bytes: Buffer.from("HEL") }],
    [4.5, { kind: "reply-chunk-received", ...ends, bytes: Buffer.from("LO") }],
    [5, { kind: "server-sent-fin", ...ends }],
    [5.1, { kind: "tcp-figures", when: "ended", ...ends, figures: undefined }],
    [5.2, { kind: "tcp-socket-closed", ...ends, reset: false, serverFinSeen: true }],
  ],
};

export const conversations: Readonly<Record<string, Conversation>> = {
  "a UDP client's, with a retry": udpWithRetry,
  "a TCP server's, with a cut character and a pause": tcpWithCutCharacter,
  "a TCP client's, with two addresses and a reply in chunks": tcpClient,
};

export interface Style {
  readonly language?: Language;
  readonly columns?: number;
  readonly ascii?: boolean;
  readonly dim?: (text: string) => string;
}

const startedMs = 1_000;

/** A conversation on a screen: tells steps, draws, and hands over the lines that were written since the last look. */
export class OnScreen {
  readonly #explainer: Explainer;
  #lines: string[] = [];

  constructor(side: Side, style: Style = {}) {
    const { language = "en", columns = 80, ascii = false, dim = (text) => text } = style;
    const colors = { bold: (text: string) => text, dim };
    const screen = { columns, ascii, colors, write: (line: string) => this.#lines.push(line) > 0 };
    this.#explainer = new Explainer(explainTextsIn(language), side, screen, startedMs);
  }

  tell(...events: readonly Timed[]): this {
    for (const [atMs, event] of events) this.#explainer.observe(event, startedMs + atMs);
    return this;
  }

  draw(): this {
    this.#explainer.draw();
    return this;
  }

  take(): string[] {
    return this.#lines.splice(0);
  }
}
