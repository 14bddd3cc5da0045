/** Sentences in a row over TCP connections that a server keeps closing. */

import { expect, test } from "bun:test";
import type { TcpConnection } from "../../src/core/tcp-connection.ts";
import { TcpSession } from "../../src/core/tcp-session.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { clientOptions } from "./connected.ts";
import { EventLog } from "./event-log.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpServer } from "./raw-tcp-server.ts";

interface Session extends Disposable {
  readonly session: TcpSession;
  readonly log: EventLog;
  reconnects: number;
  ask(sentence: string): Promise<string>;
}

/** A session of the client page, which tells a reply as its text and everything else by its outcome. */
async function sessionWith(server: { readonly local: TcpConnection["local"] }): Promise<Session> {
  const log = new EventLog();
  const connect = () => connectTcp([server.local], clientOptions, log.observe);
  const first = await connect();
  if (Array.isArray(first)) throw new Error(`no connection: ${first[0]?.cause}`);
  const session = new TcpSession(first, connect, () => opened.reconnects++);
  const opened: Session = { session, log, reconnects: 0, ask, [Symbol.dispose]: () => session.close() };
  async function ask(sentence: string): Promise<string> {
    const result = await session.ask(Buffer.from(sentence), "line");
    if (Array.isArray(result)) return `not connected: ${result[0]?.cause}`;
    return result.outcome === "replied" ? Buffer.from(result.reply).toString() : result.outcome;
  }
  return opened;
}

test("TcpSession.ask() asks every sentence over one connection, when the server keeps it", async () => {
  await using server = openedTcp();
  using client = await sessionWith(server);
  expect([await client.ask("one"), await client.ask(""), await client.ask("세 ß")]).toEqual(["ONE", "", "세 SS"]);
  expect(client.reconnects).toBe(0);
  client.session.finish();
  await server.log.seen("client-half-closed");
  expect(server.totals).toMatchObject({ connections: 1, answered: 1 });
});

test("TcpSession.ask() answers every sentence, when the server closes after each reply", async () => {
  await using server = openedTcp({ keepAliveMs: 0 });
  using client = await sessionWith(server);
  const replies: string[] = [];
  for (let number = 0; number < 20; number++) replies.push(await client.ask(`try ${number}`));
  expect(replies).toEqual(Array.from({ length: 20 }, (_, number) => `TRY ${number}`));
  expect(client.reconnects).toBe(19);
});

test("TcpSession.ask() connects again first, when the server's FIN is already there", async () => {
  using server = await RawTcpServer.open();
  using client = await sessionWith(server);
  const asking = client.ask("one");
  const peer = await server.accepted(1);
  await peer.take(4);
  await peer.write("ONE\n");
  expect(await asking).toBe("ONE");
  peer.halfClose();
  await client.log.seen("server-sent-fin");
  const again = client.ask("two");
  const next = await server.accepted(2);
  expect((await next.take(4)).toString()).toBe("two\n");
  await next.write("TWO\n");
  expect(await again).toBe("TWO");
  expect(peer.received.length).toBe(0);
});

test.each(["FIN", "RST"])("TcpSession.ask() asks again, when the server's %s crosses the sentence", async (end) => {
  using server = await RawTcpServer.open();
  using client = await sessionWith(server);
  const asking = client.ask("one");
  const peer = await server.accepted(1);
  await peer.take(4);
  await peer.write("ONE\n");
  expect(await asking).toBe("ONE");
  const again = client.ask("two");
  await peer.take(4);
  if (end === "FIN") peer.halfClose();
  else peer.reset();
  const next = await server.accepted(2);
  expect((await next.take(4)).toString()).toBe("two\n");
  await next.write("TWO\n");
  expect(await again).toBe("TWO");
  expect(client.reconnects).toBe(1);
});

test("TcpSession.ask() does not ask again, when part of a reply had come or the server never answered", async () => {
  using server = await RawTcpServer.open();
  using client = await sessionWith(server);
  const asking = client.ask("one");
  const peer = await server.accepted(1);
  await peer.take(4);
  peer.halfClose();
  expect(await asking).toBe("closed");
  const again = client.ask("two"); // over another connection, as the first has ended
  const next = await server.accepted(2);
  await next.take(4);
  await next.write("TWO\n");
  expect(await again).toBe("TWO");
  const last = client.ask("three");
  await next.take(6);
  await next.write("THR");
  await client.log.seen("reply-chunk-received", 2);
  next.reset();
  expect(await last).toBe("reset");
  expect(server.connections).toBe(2);
});

test("TcpSession.ask() tells why there is no connection any more, when the server is gone", async () => {
  const server = openedTcp({ keepAliveMs: 0 });
  using client = await sessionWith(server);
  expect(await client.ask("one")).toBe("ONE");
  client.session.finish();
  await server.server.stop();
  expect(await client.ask("two")).toBe("not connected: ECONNREFUSED");
});
