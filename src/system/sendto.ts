/** sendto() as an application means it: one datagram, offered to the kernel once, and the kernel's answer as a value. */

import { errorCode } from "./error-code.ts";

export interface DatagramSocket {
  send(bytes: Uint8Array, port: number, address: string): boolean;
}

/** `sent` to the kernel, not to the peer; `queue-full` where it had no room; else its word, such as `ENETUNREACH`. */
export type SendOutcome = "sent" | "queue-full" | (string & {});

/**
 * Sends one datagram.
 *
 * Linux reports an ICMP error (somebody else's, about an earlier datagram) at the next call on the socket, whatever
 * that call is for, and does not carry the call out (ip(7), IP_RECVERR). Bun asks for that. So the same datagram is
 * offered again: an error of the past is used up then, one about this datagram comes again. A hundred is more than a
 * kernel keeps waiting for one socket.
 */
export function sendto(socket: DatagramSocket, bytes: Uint8Array, port: number, address: string): SendOutcome {
  let last = "";
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return socket.send(bytes, port, address) ? "sent" : "queue-full";
    } catch (error) {
      const code = errorCode(error);
      // Refusals of several clients look alike; sending itself is never refused.
      if (code === last && code !== "ECONNREFUSED") break;
      last = code;
    }
  }
  return last;
}
