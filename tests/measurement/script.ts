/** What a scripted server does, as data, and what it tells afterwards. */

/** By the number of a sentence: 0 is the first that counts, -1 the last of the warm-up. */
type Numbered<Value> = Readonly<Record<string, Value>>;

export interface Script {
  /** How long the server holds each sentence before it answers. */
  readonly delayMs?: number;
  /** How long it holds these instead. */
  readonly delays?: Numbered<number>;
  /** Never answered. */
  readonly drop?: readonly number[];
  /** So many further replies, right behind the first. */
  readonly duplicate?: Numbered<number>;
  /** Answered right after the sentence that is named. */
  readonly hold?: Numbered<number>;
  /** Not answered with upper case: `lower` sends the sentence back, `cut` half of the reply. */
  readonly wrong?: Numbered<"lower" | "cut">;
  /** UDP: the reply comes from another socket first. */
  readonly stray?: readonly number[];
  /** TCP: writes a reply in pieces of so many bytes. */
  readonly pieceBytes?: number;
  /** TCP: FIN after so many replies on a connection; what comes then is read and thrown away. */
  readonly closeAfter?: number;
  /** TCP: closes like the textbook's server, after so many replies on a connection: what is unread then becomes a RST. */
  readonly shutAfter?: number;
  /** TCP: RST behind so many replies on each of the first two connections: it closed before it had read what came next. */
  readonly resetAfter?: number;
  /** TCP: RST instead of an answer. */
  readonly resetAt?: readonly number[];
  /** TCP: FIN instead of an answer. */
  readonly closeAt?: readonly number[];
  /** TCP: half of the reply, and FIN; each time once. */
  readonly cutAt?: readonly number[];
  /** Instead of an answer the server is gone, with its connections (RST), each time once; null: for good. */
  readonly dies?: readonly { readonly at: number; readonly backAfterMs: number | null }[];
}

export interface OpenRequest {
  readonly protocol: "udp" | "tcp";
  readonly script: Script;
  /** The numbers of the sentences begin after so many. */
  readonly warmup: number;
}

export interface ServerReport {
  /** Sentences that arrived, the warm-up's among them, as often as they arrived. */
  readonly received: number;
  /** First replies that were sent, the warm-up's among them. */
  readonly answered: number;
  /** Most sentences at a time that were received and neither answered nor dropped. */
  readonly mostOutstanding: number;
  readonly connections: number;
  /** How long each sentence that was answered was held, by the server's own clock, in milliseconds: its number, and that. */
  readonly heldMs: readonly (readonly [number: number, heldMs: number])[];
}

/** What the test says to the server's process, and hears from it. */
export type Request = { readonly id: number } & ({ readonly open: OpenRequest } | { readonly close: true });
export type Response =
  | { readonly id: number; readonly port: number }
  | { readonly id: number; readonly report: ServerReport };
