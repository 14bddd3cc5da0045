/** Several datagrams to one peer in one system call (sendmmsg(2)), none of them before the one in front of it has gone. */

import { type BurstSocket, sentOf } from "./send-burst.ts";
import { type SendOutcome, sendto } from "./sendto.ts";

/** How many went, and what became of the first that did not: `sent`, where all did. */
export interface SentInOrder {
  readonly sent: number;
  readonly outcome: SendOutcome;
}

export function sendInOrder(
  socket: BurstSocket,
  datagrams: readonly Uint8Array[],
  port: number,
  address: string,
): SentInOrder {
  const packets: (Uint8Array | number | string)[] = [];
  for (const bytes of datagrams) packets.push(bytes, port, address);
  let sent = sentOf(socket, packets);
  while (sent < datagrams.length) {
    const outcome = sendto(socket, datagrams[sent] as Uint8Array, port, address); // alone, which tells why it did not go
    if (outcome !== "sent") return { sent, outcome };
    sent++;
    if (sent < datagrams.length) sent += sentOf(socket, packets.slice(3 * sent));
  }
  return { sent, outcome: "sent" };
}
