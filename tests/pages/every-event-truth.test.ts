/** An event is what the program saw: none is told of what did not happen. */

import { describe, expect, test } from "bun:test";
import type { TcpClientOptions } from "../../src/core/client.ts";
import type { TcpConnection } from "../../src/core/tcp-connection.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { EventLog } from "../protocol/event-log.ts";
import { RawTcpServer } from "../protocol/raw-tcp-server.ts";

const patient: TcpClientOptions = { connectTimeoutMs: 20_000, silenceTimeoutMs: 20_000, figures: true };

interface Met extends Disposable {
  readonly server: RawTcpServer;
  readonly connection: TcpConnection;
  readonly log: EventLog;
}

/** A client's connection with a server that does nothing by itself. */
async function met(options: Partial<TcpClientOptions> = {}): Promise<Met> {
  const server = await RawTcpServer.open();
  const log = new EventLog();
  const connection = await connectTcp([server.local], { ...patient, ...options }, log.observe);
  if (Array.isArray(connection)) throw new Error(`not connected: ${connection[0]?.cause}`);
  return { server, connection, log, [Symbol.dispose]: () => server[Symbol.dispose]() };
}

/** How the client's events say that it ended. */
async function ending(log: EventLog): Promise<{ serverFins: number; reset: boolean }> {
  const { reset, serverFinSeen } = await log.seen("tcp-socket-closed");
  const serverFins = log.of("server-sent-fin").length;
  expect(serverFinSeen).toBe(serverFins > 0);
  return { serverFins, reset };
}

describe("connectTcp() tells of the server's FIN", () => {
  test("once, where it came", async () => {
    using meeting = await met();
    const exchange = meeting.connection.ask(Buffer.from("hello"), "to-end");
    const peer = await meeting.server.accepted();
    await peer.write("HELLO");
    peer.halfClose();
    await exchange;
    meeting.connection.close();
    expect(await ending(meeting.log)).toEqual({ serverFins: 1, reset: false });
  });

  test("not, where the client closed before it came", async () => {
    using meeting = await met();
    const exchange = meeting.connection.ask(Buffer.from("hello"), "line");
    const peer = await meeting.server.accepted();
    await peer.write("HELLO\n");
    await exchange;
    meeting.connection.finish();
    meeting.connection.close();
    expect(await ending(meeting.log)).toMatchObject({ serverFins: 0 });
  });

  test("not, where the client's own patience ended", async () => {
    using meeting = await met({ silenceTimeoutMs: 50 });
    const { outcome } = await meeting.connection.ask(Buffer.from("hello"), "to-end");
    expect(outcome).toBe("unanswered");
    expect(await ending(meeting.log)).toMatchObject({ serverFins: 0 });
  });

  test("not, where the server reset the connection", async () => {
    using meeting = await met();
    const exchange = meeting.connection.ask(Buffer.from("hello"), "to-end");
    const peer = await meeting.server.accepted();
    await peer.take(5);
    peer.reset();
    await exchange;
    expect(await ending(meeting.log)).toEqual({ serverFins: 0, reset: true });
  });
});
