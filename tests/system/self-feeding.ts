/** A UDP socket that sends itself a datagram for each one that it gets: for its reader, datagrams never end. */

export interface SelfFeeding extends Disposable {
  readonly descriptor: number;
  readonly received: number;
  /** Tells whether it has been feeding itself for so long that it stopped. A reader whose loop does not turn would never end. */
  readonly gaveUp: boolean;
  /** Sends it a datagram from itself, and with that begins it all. */
  begin(): void;
}

export async function selfFeeding(longestMs: number, onDatagram?: () => void): Promise<SelfFeeding> {
  const socket = await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data } });
  let [received, endMs, gaveUp] = [0, 0, false];
  function feed(): void {
    socket.send("again", socket.port, "127.0.0.1");
  }
  function data(): void {
    received++;
    onDatagram?.();
    if (performance.now() < endMs) feed();
    else gaveUp = true;
  }
  return {
    // Bun's types leave out the descriptor, which is there.
    descriptor: (socket as typeof socket & { readonly fd: number }).fd,
    get received() {
      return received;
    },
    get gaveUp() {
      return gaveUp;
    },
    begin() {
      endMs = performance.now() + longestMs;
      feed();
    },
    [Symbol.dispose]: () => socket.close(),
  };
}
