/** A UDP socket that sends itself a datagram for each one that it gets: for its reader, datagrams never end. */

import type { Take } from "../../src/system/breather.ts";

export interface SelfFeeding extends Disposable {
  readonly received: number;
  /** Tells whether it has been feeding itself for so long that it stopped. A reader whose loop does not turn would never end. */
  readonly gaveUp: boolean;
  /** Sends it a datagram from itself, and with that begins it all. */
  begin(): void;
}

/** `through`: who passes on what Bun brings, before it is counted and answered. */
export async function selfFeeding(
  longestMs: number,
  through: (descriptor: number, take: Take) => Take = (_descriptor, take) => take,
): Promise<SelfFeeding> {
  const socket = await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data } });
  // Bun's types leave out the descriptor, which is there.
  const { fd: descriptor } = socket as typeof socket & { readonly fd: number };
  const pass = through(descriptor, take);
  let [received, endMs, gaveUp] = [0, 0, false];
  function feed(): void {
    socket.send("again", socket.port, "127.0.0.1");
  }
  function data(_socket: unknown, ...datagram: Parameters<Take>): void {
    pass(...datagram);
  }
  function take(): void {
    received++;
    if (performance.now() < endMs) feed();
    else gaveUp = true;
  }
  return {
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
