/** Second descriptors of sockets: none of them goes to a program that is started. */

import { describe, expect, test } from "bun:test";
import { Breather } from "../../src/system/breather.ts";
import { duplicate, putUnder } from "../../src/system/duplicate.ts";
import { libc } from "../../src/system/libc.ts";
import { FiguresTeller } from "../../src/system/tcp-figures.ts";
import { HeldConnection } from "../../src/system/tcp-wire.ts";
import { connectedPair } from "../runtime/connected-pair.ts";
import { Inbox } from "../runtime/datagrams.ts";
import { isClosedAtExec, socketsLeftAtExec } from "./closed-at-exec.ts";

const local = { address: "127.0.0.1", port: 1 };
const peer = { address: "127.0.0.1", port: 2 };

describe.skipIf(process.platform !== "linux")("on Linux", () => {
  test("duplicate() and putUnder() give names that are closed where another program is started", async () => {
    using inbox = await Inbox.at("127.0.0.1");
    const second = duplicate(inbox.socket.fd);
    const third = duplicate(inbox.socket.fd);
    expect(second).toBeGreaterThan(2);
    expect(third).not.toBe(second);
    expect(putUnder(inbox.socket.fd, third)).toBe(true);
    expect([second, third].map(isClosedAtExec)).toEqual([true, true]);
    for (const descriptor of [second, third]) libc()?.close(descriptor);
  });

  test("duplicate() and putUnder() tell where there is no such socket", () => {
    expect(duplicate(-1)).toBe(-1);
    expect(duplicate(1_000_000)).toBe(-1);
    expect(putUnder(1_000_000, 1_000_001)).toBe(false);
  });

  test("Breather leaves no socket to another program, while it holds and when it has released", async () => {
    const before = socketsLeftAtExec();
    using inbox = await Inbox.at("127.0.0.1");
    const handlers = { data() {}, turned() {}, error() {}, queueFull: () => 0 };
    const breather = new Breather(inbox.socket.fd, handlers);
    expect(breather.holdNextTurn()).toBe(true);
    expect(socketsLeftAtExec()).toEqual(before);
    breather.release();
    expect(socketsLeftAtExec()).toEqual(before);
    breather.end();
  });

  test("FiguresTeller and HeldConnection leave no connection to another program", async () => {
    const before = socketsLeftAtExec();
    using pair = await connectedPair();
    const teller = new FiguresTeller(true, () => {});
    teller.begin(pair.client.socket, local, peer);
    using _held = new HeldConnection(pair.client.socket);
    expect(socketsLeftAtExec()).toEqual(before);
    teller.end();
  });
});
