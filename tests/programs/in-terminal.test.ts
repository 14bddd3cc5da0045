/** What the programs show in a terminal where nothing is asked: the servers, and answers that nobody should trust. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { InTerminal } from "../support/terminal.ts";
import { ask, client, startServer } from "./started.ts";

const esc = String.fromCharCode(0x1b);

for (const [answering, asking] of [
  ["udp-server", "udp-client"],
  ["tcp-server", "tcp-client"],
] as const) {
  const inTerminal = (...args: string[]) =>
    new InTerminal([compiled(answering), "--host", "127.0.0.1", "--port", "0", ...args]);
  const portOf = async (server: InTerminal) => Number((await server.shows(/127\.0\.0\.1:(\d+)/))[1]);

  describe(`${answering} in a terminal`, () => {
    test("shows who sent each sentence, and ends at Ctrl-C with its totals", async () => {
      await using server = inTerminal();
      const port = await portOf(server);
      await ask(asking, port, [], "hello\n안녕\n");
      await server.shows(/안녕/);
      server.type("\x03");
      const { code, text } = await server.ended();
      const lines = text.split("\n").map((line) => line.replace(/^127\.0\.0\.1:\d{1,5} +/, "CLIENT  "));
      expect(lines).toContain("The server is ready to receive");
      expect(lines.filter((line) => line.startsWith("CLIENT"))).toEqual(["CLIENT  hello", "CLIENT  안녕"]);
      expect(text).toMatch(/^(Received 2 datagrams|Accepted 1 connection,)/m);
      expect(code).toBe(0);
    });

    test("dims the sender, except with --no-color or NO_COLOR", async () => {
      for (const [args, env, coloured] of [
        [[], {}, true],
        [["--no-color"], {}, false],
        [[], { NO_COLOR: "1" }, false],
        [[], { TERM: "dumb" }, false],
      ] as const) {
        const command = [compiled(answering), "--host", "127.0.0.1", "--port", "0", ...args];
        await using server = new InTerminal(command, { env });
        await ask(asking, await portOf(server), ["hello"]);
        await server.shows(/^127\.0\.0\.1:\d+ +hello$/m);
        expect({ args, env, coloured: server.written().includes(`${esc}[2m`) }).toEqual({ args, env, coloured });
      }
    });

    test("lets no sentence touch the screen", async () => {
      await using server = inTerminal("--no-color");
      await ask(asking, await portOf(server), ["-q", `before${esc}[2J${esc}[1;1Hafter`]);
      await server.shows(/before\\x1b\[2J\\x1b\[1;1Hafter/);
      expect(server.written()).not.toContain(esc);
      expect(server.text()).toContain("The server is ready to receive");
    });
  });

  test(`${asking} in a terminal makes an answer visible, even with -q`, async () => {
    await using server = await startServer(answering);
    for (const args of [["-q"], []]) {
      await using terminal = new InTerminal(client(asking, server.port, ...args, `a${esc}[2Jb`));
      const { code, text } = await terminal.ended();
      expect({ code, text }).toEqual({ code: 0, text: `${args.length > 0 ? "" : "From Server: "}A\\x1b[2JB` });
      expect(terminal.written()).not.toContain(esc);
    }
  });
}
