/** Servers in the test's own process: what they answer, and when, is the test's to say. */

import { sendto } from "../../src/system/sendto.ts";

interface Datagram {
  readonly text: string;
  readonly port: number;
}

interface UdpPeer extends Disposable {
  readonly port: number;
  /** The datagrams that arrived, as text. */
  readonly received: string[];
  send(text: string, port: number): void;
}

/** Opens a socket on 127.0.0.1 and hands over each datagram; `answer` sends to where it came from. */
export async function answerUdp(
  onDatagram: (datagram: Datagram, answer: (text: string) => void) => void,
): Promise<UdpPeer> {
  const received: string[] = [];
  const socket = await Bun.udpSocket({
    hostname: "127.0.0.1",
    socket: {
      data(_socket, bytes, port) {
        const text = bytes.toString();
        received.push(text);
        onDatagram({ text, port }, (reply) => send(reply, port));
      },
      error() {}, // ICMP: a client has gone
    },
  });
  function send(text: string, port: number): void {
    sendto(socket, Buffer.from(text), port, "127.0.0.1");
  }
  return { port: socket.port, received, send, [Symbol.dispose]: () => socket.close() };
}

type TcpSocket = Bun.Socket<undefined>;

interface TcpPeer extends Disposable {
  readonly port: number;
  /** The next connection, in the order of their coming. */
  connection(): Promise<TcpSocket>;
}

/** Listens on 127.0.0.1; the handlers are the test's, with half-closes left to it. */
export function answerTcp(handlers: {
  open?: (socket: TcpSocket) => void;
  data?: (socket: TcpSocket, text: string) => void;
  end?: (socket: TcpSocket) => void;
}): TcpPeer {
  const waiting: TcpSocket[] = [];
  let hand: ((socket: TcpSocket) => void) | undefined;
  const sockets = new Set<TcpSocket>();
  const listener = Bun.listen<undefined>({
    hostname: "127.0.0.1",
    port: 0,
    allowHalfOpen: true,
    socket: {
      open(socket) {
        sockets.add(socket);
        if (hand === undefined) waiting.push(socket);
        else hand(socket);
        hand = undefined;
        handlers.open?.(socket);
      },
      data: (socket, bytes) => handlers.data?.(socket, bytes.toString()),
      end: (socket) => handlers.end?.(socket),
      close: (socket) => void sockets.delete(socket),
      error() {},
    },
  });
  return {
    port: listener.port,
    connection() {
      const socket = waiting.shift();
      if (socket !== undefined) return Promise.resolve(socket);
      return new Promise((resolve) => {
        hand = resolve;
      });
    },
    [Symbol.dispose]() {
      listener.stop(true);
      for (const socket of sockets) socket.terminate();
    },
  };
}
