/** The sockets of a scripted server: on 127.0.0.1, on a port that the kernel chose, and on the same one after its death. */

import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { receiveBufferBytes } from "../../src/core/limits.ts";
import { sendto } from "../../src/system/sendto.ts";
import { raiseReceiveBuffer } from "../../src/system/socket-buffer.ts";
import type { Script } from "./script.ts";
import type { ScriptedService } from "./scripted-service.ts";

const hostname = "127.0.0.1";
const newline = 0x0a;

export interface Opened {
  readonly port: number;
  close(): void;
}

export async function openUdp(service: ScriptedService): Promise<Opened> {
  let socket = await bound(0);
  const { port } = socket;
  const other = await bound(0);

  async function bound(onPort: number): Promise<Bun.udp.Socket<"buffer">> {
    const opened = await Bun.udpSocket({
      hostname,
      port: onPort,
      socket: {
        data(own, sentence, toPort) {
          service.take(sentence, {
            reply: (bytes) => void (own.closed || sendto(own, bytes, toPort, hostname)),
            stray: (bytes) => void sendto(other, bytes, toPort, hostname),
          });
        },
        error() {}, // ICMP: a client's socket has gone
      },
    });
    if ("fd" in opened) raiseReceiveBuffer(opened.fd as number, receiveBufferBytes);
    return opened;
  }

  async function comeBack(): Promise<void> {
    socket = await bound(port);
  }

  service.onDeath = (backAfterMs) => {
    socket.close();
    if (backAfterMs !== null) setTimeout(comeBack, backAfterMs);
  };
  return {
    port,
    close() {
      socket.close();
      other.close();
    },
  };
}

export async function openTcp(service: ScriptedService, script: Script): Promise<Opened> {
  const sockets = new Set<Socket>();
  let server = await listening(0);
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;

  async function listening(onPort: number): Promise<Server> {
    const welcoming = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => serve(socket));
    welcoming.listen(onPort, hostname);
    await once(welcoming, "listening");
    return welcoming;
  }

  function serve(socket: Socket): void {
    const connection = ++service.connections;
    sockets.add(socket);
    let unfinished: Buffer[] = [];
    let replies = 0;
    let over = false;
    function reply(bytes: Buffer): void {
      if (over) return;
      writeInPieces(socket, Buffer.concat([bytes, Buffer.of(newline)]), script);
      replies++;
      if (replies === script.closeAfter) close();
      if (replies === script.shutAfter) shut();
      if (replies === script.resetAfter && connection <= 2) resetSoon();
    }
    function cut(bytes: Buffer): void {
      socket.write(bytes);
      close();
    }
    /** FIN; what still comes is read and thrown away. */
    function close(): void {
      over = true;
      socket.end();
    }
    function resetSoon(): void {
      over = true;
      setImmediate(() => socket.resetAndDestroy());
    }
    /** As the textbook's server closes: what comes after it meets a RST. */
    function shut(): void {
      over = true;
      socket.end(() => socket.destroy());
    }
    socket.on("data", (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1 && !over; end = chunk.indexOf(newline, start)) {
        const sentence = Buffer.concat([...unfinished, chunk.subarray(start, end)]);
        unfinished = [];
        start = end + 1;
        service.take(sentence, { reply, cut, close, reset: () => socket.resetAndDestroy() });
      }
      unfinished.push(chunk.subarray(start));
    });
    socket.on("end", () => socket.end());
    socket.on("error", () => {}); // the client has gone
    socket.on("close", () => sockets.delete(socket));
  }

  function endAll(): void {
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
  }

  async function comeBack(): Promise<void> {
    server = await listening(port);
  }

  service.onDeath = (backAfterMs) => {
    endAll();
    if (backAfterMs !== null) setTimeout(comeBack, backAfterMs);
  };
  return { port, close: endAll };
}

function writeInPieces(socket: Socket, bytes: Buffer, { pieceBytes = bytes.length }: Script): void {
  for (let at = 0; at < bytes.length; at += pieceBytes) socket.write(bytes.subarray(at, at + pieceBytes));
}
