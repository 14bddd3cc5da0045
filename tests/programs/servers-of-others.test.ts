/** nc, socat and ncat as servers of our clients. */

import { describe, expect, test } from "bun:test";
import { installed } from "../support/peers.ts";
import { freePort } from "../support/ports.ts";
import { Running } from "../support/running.ts";
import { ask, client } from "./started.ts";

/** Upper case byte by byte, at once: ASCII only, and `stdbuf` because `tr` would wait for more. */
const upperCase = "stdbuf -o0 tr a-z A-Z";

describe("tcp-client is answered by", () => {
  test.skipIf(!installed("socat", "stdbuf"))("socat: one sentence, and several over one connection", async () => {
    const port = await freePort();
    const listen = `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork`;
    await using server = new Running(["socat", "-dd", listen, `SYSTEM:${upperCase}`]);
    await server.printed(/listening on/, "stderr");
    const one = await ask("tcp-client", port, ["hello", "world"]);
    expect(one).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO WORLD\n", stderr: "" });
    const several = await ask("tcp-client", port, ["-q"], "one\ntwo\nthree\n");
    expect(several).toEqual({ code: 0, signal: null, stdout: "ONE\nTWO\nTHREE\n", stderr: "" });
  });

  test.skipIf(!installed("ncat", "stdbuf"))("ncat: several sentences over one connection", async () => {
    const port = await freePort();
    await using server = new Running(["ncat", "-v", "-lk", "127.0.0.1", `${port}`, "--sh-exec", upperCase]);
    await server.printed(/Listening on/, "stderr");
    await using asking = new Running(client("tcp-client", port, "-q"));
    // ncat ends a connection at the client's FIN, answered or not. So FIN waits until both answers are here.
    await asking.write("one\ntwo\n");
    await asking.printed(/^ONE\nTWO\n$/);
    asking.closeStdin();
    expect(await asking.ended()).toEqual({ code: 0, signal: null, stdout: "ONE\nTWO\n", stderr: "" });
  });
});

const listeners: Record<string, (port: string) => string[]> = {
  "nc.openbsd -l": (port) => ["nc.openbsd", "-v", "-l", "127.0.0.1", port],
  "nc.openbsd -N -l": (port) => ["nc.openbsd", "-v", "-N", "-l", "127.0.0.1", port],
  "nc.traditional -l": (port) => ["nc.traditional", "-v", "-l", "-s", "127.0.0.1", "-p", port],
  "ncat -l": (port) => ["ncat", "-v", "-l", "127.0.0.1", port],
};

describe("tcp-client and somebody at", () => {
  for (const [name, command] of Object.entries(listeners)) {
    const have = installed(command("0")[0] ?? "");

    test.skipIf(!have)(`${name}: an answer that was piped in beforehand is printed`, async () => {
      const port = await freePort();
      await using server = new Running(command(`${port}`));
      await server.printed(/listening on/i, "stderr");
      await server.write("HELLO");
      server.closeStdin();
      const ended = await ask("tcp-client", port, ["hello"]);
      expect(ended).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO\n", stderr: "" });
      expect((await server.ended()).stdout).toBe("hello");
    });

    test.skipIf(!have)(`${name}: sentence by sentence, each is answered when it has arrived`, async () => {
      const port = await freePort();
      await using server = new Running(command(`${port}`));
      await server.printed(/listening on/i, "stderr");
      await using asking = new Running(client("tcp-client", port));
      await asking.write("one\ntwo\n");
      await server.printed(/^one\n$/);
      await server.write("ONE\n");
      await server.printed(/^one\ntwo\n$/);
      await server.write("TWO\n");
      await asking.printed(/^From Server: ONE\nFrom Server: TWO\n$/);
      asking.closeStdin();
      expect((await asking.ended()).code).toBe(0);
    });

    test.skipIf(!have)(
      `${name}: it ends at the FIN after one sentence, unanswered, and the client says so`,
      async () => {
        const port = await freePort();
        await using server = new Running(command(`${port}`));
        await server.printed(/listening on/i, "stderr");
        const { code, stdout, stderr } = await ask("tcp-client", port, ["hello"]);
        expect(stderr).toStartWith(`Closed by 127.0.0.1:${port} before it answered.`);
        expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
        expect((await server.ended()).stdout).toBe("hello");
      },
    );
  }
});

const udpServers: Record<string, { command: (port: number) => string[]; ready: RegExp }> = {
  socat: {
    command: (port) => ["socat", "-dd", `UDP-RECVFROM:${port},bind=127.0.0.1,fork`, `SYSTEM:${upperCase}`],
    ready: /receiving on/,
  },
  ncat: {
    command: (port) => ["ncat", "-v", "-u", "-l", "127.0.0.1", `${port}`, "--sh-exec", upperCase],
    ready: /Listening on/,
  },
};

describe("udp-client is answered by", () => {
  for (const [name, { command, ready }] of Object.entries(udpServers)) {
    test.skipIf(!installed(name, "stdbuf"))(`${name}`, async () => {
      const port = await freePort();
      await using server = new Running(command(port));
      await server.printed(ready, "stderr");
      const ended = await ask("udp-client", port, ["hello", "world"]);
      expect(ended).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO WORLD\n", stderr: "" });
    });
  }

  test.skipIf(!installed("nc.openbsd"))("nc.openbsd -u -l, which somebody answers from", async () => {
    const port = await freePort();
    await using server = new Running(["nc.openbsd", "-v", "-u", "-l", "127.0.0.1", `${port}`]);
    await server.printed(/Bound on/, "stderr");
    await using asking = new Running(client("udp-client", port, "hello"));
    await server.printed(/^hello$/);
    await server.write("HELLO");
    expect(await asking.ended()).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO\n", stderr: "" });
  });
});
