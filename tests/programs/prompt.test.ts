/** The clients' prompt in a terminal of 80 columns: keys in, screen out. */

import { describe, expect, test } from "bun:test";
import { InTerminal } from "../support/terminal.ts";
import { client, startServer } from "./started.ts";

const pairs = [
  ["udp-client", "udp-server"],
  ["tcp-client", "tcp-server"],
] as const;

const question = /◆ {2}Input lowercase sentence:/;

/** Runs the command in a shell that then tells its exit code, and the state in which the terminal was left. */
function thenTell(command: readonly string[]): string[] {
  const tell = '"$@"; echo "code $?"; stty -a | grep -oE "[-]?(icanon|echo|isig|icrnl|opost)\\b" | tr "\\n" " "';
  return ["sh", "-c", tell, "sh", ...command];
}

const cooked = "icrnl opost isig icanon echo";

for (const [asking, answering] of pairs) {
  describe(`${asking} in a terminal`, () => {
    for (const sentence of ["hello world", "안녕, udp와 tcp", "straße 👋 œuf"]) {
      test(`asks, and shows the answer: ${sentence}`, async () => {
        await using server = await startServer(answering);
        await using terminal = new InTerminal(thenTell(client(asking, server.port)));
        await terminal.shows(question);
        for (const character of sentence) terminal.type(character);
        await terminal.shows(new RegExp(sentence));
        terminal.type("\r");
        const { text } = await terminal.ended();
        expect(text.split("\n").slice(1)).toEqual([
          "◇  Input lowercase sentence:",
          `│  ${sentence}`,
          `From Server: ${sentence.toUpperCase()}`,
          "code 0",
          cooked,
        ]);
      });
    }

    test("asks a sentence that is longer than a line", async () => {
      await using server = await startServer(answering);
      await using terminal = new InTerminal([...client(asking, server.port, "-q")]);
      await terminal.shows(question);
      const sentence = "a sentence that goes on, 한 줄보다 긴 문장, ".repeat(5).trimEnd();
      terminal.type(`${sentence}\r`);
      const { code, text } = await terminal.ended();
      expect(text.replaceAll("\n", "")).toEndWith(sentence.toUpperCase());
      expect(code).toBe(0);
    });

    test("takes back what Backspace takes back, a whole Hangul syllable at a time", async () => {
      await using server = await startServer(answering);
      await using terminal = new InTerminal(client(asking, server.port));
      await terminal.shows(question);
      terminal.type("ab안녕\x7f\x7fc\r");
      expect((await terminal.ended()).text).toEndWith("From Server: ABC");
    });

    for (const [key, name, code] of [
      ["\x03", "Ctrl-C", 130],
      ["\x04", "Ctrl-D", 0],
    ] as const) {
      for (const typed of ["", "half a sen"]) {
        test(`${name} after "${typed}" ends it quietly with ${code}, and leaves the terminal as it was`, async () => {
          await using server = await startServer(answering);
          await using terminal = new InTerminal(thenTell(client(asking, server.port)));
          await terminal.shows(question);
          terminal.type(typed);
          await terminal.shows(new RegExp(`${typed}`));
          terminal.type(key);
          const { text } = await terminal.ended();
          const told = text.split("\n").filter((line) => !/^[│└]|Input lowercase sentence:|^$/.test(line));
          expect(told).toEqual([`code ${code}`, cooked]);
          expect(cursorIsShown(terminal)).toBe(true);
          server.signal("SIGTERM");
          expect((await server.ended()).stdout).toBe("The server is ready to receive\n");
        });
      }
    }

    // Only Linux tells a process's children in a file.
    test.skipIf(process.platform !== "linux")(
      "SIGINT from elsewhere ends it with 130, and leaves the terminal as it was",
      async () => {
        await using server = await startServer(answering);
        await using terminal = new InTerminal(thenTell(client(asking, server.port)));
        await terminal.shows(question);
        const children = await Bun.file(`/proc/${terminal.pid}/task/${terminal.pid}/children`).text();
        process.kill(Number(children), "SIGINT");
        expect((await terminal.ended()).text).toEndWith(`code 130\n${cooked}`);
        expect(cursorIsShown(terminal)).toBe(true);
      },
    );

    test("asks where standard error is no terminal, too", async () => {
      await using server = await startServer(answering);
      const command = ["sh", "-c", '"$@" 2>/dev/null', "sh", ...client(asking, server.port)];
      await using terminal = new InTerminal(command);
      await terminal.shows(question);
      terminal.type("hello\r");
      expect((await terminal.ended()).text).toEndWith("From Server: HELLO");
    });

    test("colours the question, except with --no-color or NO_COLOR", async () => {
      await using server = await startServer(answering);
      const colour = `${String.fromCharCode(0x1b)}[36m`;
      for (const [args, env, coloured] of [
        [[], {}, true],
        [[], { NO_COLOR: "1" }, false],
        [["--no-color"], {}, false],
      ] as const) {
        await using terminal = new InTerminal(client(asking, server.port, ...args), { env });
        await terminal.shows(question);
        expect({ args, env, coloured: terminal.written().includes(colour) }).toEqual({ args, env, coloured });
      }
    });
  });
}

function cursorIsShown(terminal: InTerminal): boolean {
  return terminal.written().lastIndexOf("[?25h") > terminal.written().lastIndexOf("[?25l");
}
