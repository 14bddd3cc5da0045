/** nc, socat and ncat as clients of our servers. */

import { describe, expect, test } from "bun:test";
import { installed } from "../support/peers.ts";
import { Running } from "../support/running.ts";
import { startServer } from "./started.ts";

const sentence = "hello, 안녕, straße";
const answer = "HELLO, 안녕, STRASSE";

/** Each command ends its input after one sentence, and is expected to end by itself, in good order. */
const tcpClients: Record<string, string[]> = {
  "nc.openbsd": ["nc.openbsd", "127.0.0.1"],
  "nc.openbsd -N": ["nc.openbsd", "-N", "127.0.0.1"],
  "nc.traditional -q1": ["nc.traditional", "-q1", "127.0.0.1"],
  ncat: ["ncat", "127.0.0.1"],
};

describe("tcp-server answers", () => {
  for (const [name, command] of Object.entries(tcpClients)) {
    test.skipIf(!installed(command[0] ?? ""))(`${name}, with a newline and without`, async () => {
      for (const lineEnd of ["\n", ""]) {
        // nc without -N sends no FIN: it waits for the server's, which comes after the keep-alive time.
        await using server = await startServer("tcp-server", ["--keep-alive", "0.1"]);
        await using peer = new Running([...command, `${server.port}`]);
        await peer.write(sentence + lineEnd);
        peer.closeStdin();
        const { code, stdout } = await peer.ended();
        expect({ code, stdout }).toEqual({ code: 0, stdout: answer + lineEnd });
      }
    });
  }

  test.skipIf(!installed("socat"))("socat, sentence by sentence over one connection", async () => {
    await using server = await startServer("tcp-server", ["--keep-alive", "30", "--json"]);
    await using peer = new Running(["socat", "-t30", "-", `TCP:127.0.0.1:${server.port}`]);
    await peer.write("one\n");
    await peer.printed(/^ONE\n$/);
    await peer.write("two\n");
    await peer.printed(/^ONE\nTWO\n$/);
    peer.closeStdin();
    expect((await peer.ended()).code).toBe(0);
    server.signal("SIGINT");
    expect((await server.ended()).stdout).toContain('"connections":1,');
  });
});

/** UDP has no end: these wait for a while after their input ended, or for ever. */
const udpClients: Record<string, (port: string) => string[]> = {
  "nc.openbsd -u": (port) => ["nc.openbsd", "-u", "127.0.0.1", port],
  "nc.traditional -u": (port) => ["nc.traditional", "-u", "127.0.0.1", port],
  "ncat -u": (port) => ["ncat", "-u", "127.0.0.1", port],
  "socat UDP": (port) => ["socat", "-", `UDP:127.0.0.1:${port}`],
};

describe("udp-server answers", () => {
  for (const [name, command] of Object.entries(udpClients)) {
    test.skipIf(!installed(command("0")[0] ?? ""))(`${name}, datagram by datagram`, async () => {
      await using server = await startServer("udp-server");
      await using peer = new Running(command(`${server.port}`));
      await peer.write(sentence);
      await peer.printed(new RegExp(`^${answer}$`));
      await peer.write("second");
      await peer.printed(new RegExp(`^${answer}SECOND$`));
    });
  }
});
