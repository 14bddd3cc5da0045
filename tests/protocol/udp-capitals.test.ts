/** Clients that ask for what is in upper case already look like a loop, and are served all the same. */

import { expect, test } from "bun:test";
import { defaultLoopLimit } from "../../src/core/limits.ts";
import { ask, startServer } from "../programs/started.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";

test.each(["12345", "안녕하세요", "HELLO", ""])(
  "openUdpServer() answers %j each time, in a closed loop from one socket at full speed, to a client that asks again",
  async (sentence) => {
    await using opened = await openedUdp();
    using client = await RawUdpPeer.open();
    let askedAgain = 0;
    for (let number = 0; number < 1_000; number++) {
      const reply = client.next().then(({ bytes }) => bytes.toString());
      await client.send(sentence, opened.local);
      for (;;) {
        const news = await Promise.race([reply, opened.log.seen("datagram-dropped", askedAgain + 1)]);
        if (typeof news === "string") break;
        askedAgain++;
        await client.send(sentence, opened.local);
      }
      expect(await reply).toBe(sentence);
    }
    expect(opened.totals.datagramsSent).toBe(1_000);
    expect(askedAgain).toBe(Math.floor(1_000 / (defaultLoopLimit - 1)));
    expect(opened.totals.loop).toBe(askedAgain);
  },
);

test("udp-server answers every line of udp-client at the first try, for each has a socket of its own", async () => {
  await using server = await startServer("udp-server");
  const lines = Array.from({ length: 200 }, () => "12345\n").join("");
  expect(await ask("udp-client", server.port, ["-q"], lines)).toEqual({
    code: 0,
    signal: null,
    stdout: lines,
    stderr: "",
  });
});

test("openUdpServer() answers every lower-case sentence of one socket, however often it comes", async () => {
  await using opened = await openedUdp();
  using client = await RawUdpPeer.open();
  for (let number = 0; number < 1_000; number++) {
    expect((await client.ask("hello 안녕", opened.local)).toString()).toBe("HELLO 안녕");
  }
  expect(opened.totals.loop).toBe(0);
});
