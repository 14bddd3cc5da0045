/** How patient a client is, and what it asks of the kernel. */

export interface UdpClientOptions {
  /** How long to wait for a reply before the sentence is sent again; the next wait is twice as long. */
  readonly replyTimeoutMs: number;
  /** How often it is sent again. */
  readonly retries: number;
  /** Asks the kernel how large a packet the way there takes in one piece, and tells the observer. */
  readonly figures?: boolean;
}

export interface TcpClientOptions {
  /** How long to wait for the handshake with one address. */
  readonly connectTimeoutMs: number;
  /** How long the server may send nothing and take nothing while a reply is awaited; 0 waits for ever. */
  readonly silenceTimeoutMs: number;
  /** Asks the kernel for its figures of the connection, and tells the observer. */
  readonly figures?: boolean;
}
