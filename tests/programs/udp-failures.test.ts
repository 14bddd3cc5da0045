/** udp-client where something goes wrong: what it says, and its exit code. */

import { describe, expect, test } from "bun:test";
import { freePort } from "../support/ports.ts";
import { Running } from "../support/running.ts";
import { answerUdp } from "./scripted.ts";
import { ask, client, startServer } from "./started.ts";

describe("udp-client, nobody there", () => {
  test("says that it was refused, and how to start a server, at once", async () => {
    const port = await freePort();
    const ended = await ask("udp-client", port, ["hello"]);
    expect(ended).toEqual({
      code: 1,
      signal: null,
      stdout: "",
      stderr: `Refused by 127.0.0.1:${port}: nothing listens there (ICMP port unreachable). Start one: udp-server --port ${port}\n`,
    });
    const inKorean = await ask("udp-client", port, ["--lang", "ko", "안녕"]);
    expect(inKorean.stderr).toStartWith(`거절당했습니다(refused): 127.0.0.1:${port}, `);
    expect(inKorean.code).toBe(1);
  });

  test("with --json tells the outcome on standard output as well", async () => {
    const port = await freePort();
    const { code, stdout } = await ask("udp-client", port, ["--json", "hello"]);
    const peer = { address: "127.0.0.1", port };
    expect(JSON.parse(stdout)).toEqual({ outcome: "refused", sentence: "hello", peer });
    expect(code).toBe(1);
  });

  test("goes on with the next sentence, and ends with 1", async () => {
    const { code, stderr } = await ask("udp-client", await freePort(), [], "one\ntwo\nthree\n");
    expect(stderr.match(/^Refused by /gm)).toHaveLength(3);
    expect(code).toBe(1);
  });

  test("tells of a server that ended between two sentences", async () => {
    await using server = await startServer("udp-server");
    await using asking = new Running(client("udp-client", server.port));
    await asking.write("one\n");
    await asking.printed(/ONE/);
    server.signal("SIGKILL");
    await server.ended();
    await asking.write("two\n");
    await asking.printed(/^Refused by .*\n$/, "stderr");
    asking.closeStdin();
    const { code, stdout } = await asking.ended();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "From Server: ONE\n" });
  });
});

describe("udp-client, no reply", () => {
  test("sends again, and then says in how many tries it was not answered", async () => {
    using silent = await answerUdp(() => {});
    const { code, stdout, stderr } = await ask(
      "udp-client",
      silent.port,
      "--timeout 0.05 --retries 2 hello".split(" "),
    );
    expect(silent.received).toEqual(["hello", "hello", "hello"]);
    expect(stderr).toMatch(
      new RegExp(
        `^No reply within 0\\.05 s\\. Sending again \\(2 of 3\\) …
No reply within 0\\.1 s\\. Sending again \\(3 of 3\\) …
Unanswered by 127\\.0\\.0\\.1:${silent.port}: no reply in 3 tries \\(\\d\\.\\d+ s\\)\\. The server may be off, `,
      ),
    );
    expect(stderr).not.toMatch(/is lost|was lost\./);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("-q and --retries 0: one try, and only the outcome is told", async () => {
    using silent = await answerUdp(() => {});
    const { code, stderr } = await ask("udp-client", silent.port, "-q --timeout 50ms --retries 0 hello".split(" "));
    expect(silent.received).toEqual(["hello"]);
    expect(stderr).toStartWith(`Unanswered by 127.0.0.1:${silent.port}: no reply in 1 try (`);
    expect(code).toBe(1);
  });

  test("one sentence unanswered: the others are asked, and it ends with 1", async () => {
    using deaf = await answerUdp((datagram, answer) => datagram.text !== "two" && answer(datagram.text.toUpperCase()));
    const args = "-q --timeout 0.1 --retries 2".split(" ");
    const { code, stdout, stderr } = await ask("udp-client", deaf.port, args, "one\ntwo\nthree\n");
    expect(stdout).toBe("ONE\nTHREE\n");
    expect(stderr).toContain("no reply in 3 tries");
    expect(code).toBe(1);
  });
});

describe("udp-client, a late reply", () => {
  test("that comes after the second try is the answer", async () => {
    const tries: number[] = [];
    using late = await answerUdp((datagram, answer) => {
      if (tries.push(datagram.port) === 2) answer(datagram.text.toUpperCase());
    });
    const { code, stdout } = await ask("udp-client", late.port, "--json --timeout 0.2 hello".split(" "));
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "replied", reply: "HELLO", tries: 2 });
    expect(code).toBe(0);
  });

  test("is not taken for the answer to the next sentence", async () => {
    let first = 0;
    using late = await answerUdp((datagram, answer) => {
      if (datagram.text === "one") first = datagram.port;
      else {
        late.send("LATE", first);
        answer(datagram.text.toUpperCase());
      }
    });
    const args = "-q --timeout 0.5 --retries 0".split(" ");
    const { code, stdout, stderr } = await ask("udp-client", late.port, args, "one\ntwo\n");
    expect(stdout).toBe("TWO\n");
    expect(stderr).toContain("no reply in 1 try");
    expect(code).toBe(1);
  });

  test("from somebody else is no answer", async () => {
    using stranger = await answerUdp(() => {});
    using server = await answerUdp((datagram, answer) => {
      stranger.send("STRANGER", datagram.port);
      answer(datagram.text.toUpperCase());
    });
    const { stdout } = await ask("udp-client", server.port, ["-q", "hello"]);
    expect(stdout).toBe("HELLO\n");
  });
});

test("udp-client says of a sentence whose upper case fits no datagram that no server can answer it", async () => {
  await using server = await startServer("udp-server", ["-q"]);
  const args = ["-q", "--timeout", "0.1", "--retries", "0"];
  const { code, stderr } = await ask("udp-client", server.port, args, "ŉ".repeat(30_000));
  expect(code).toBe(1);
  expect(stderr).toStartWith(`Unanswered by 127.0.0.1:${server.port}: no reply in 1 try (`);
  expect(stderr).toEndWith(
    "). The upper case of this sentence has 90,000 bytes, and one datagram carries at most 65,507: a server cannot send it. Over TCP a sentence can be longer: tcp-client\n",
  );
});

describe("udp-client, a sentence that fits no datagram", () => {
  const tooLong =
    "Cannot send a sentence of 65,508 bytes: one datagram carries at most 65,507. Over TCP a sentence can be longer: tcp-client\n";

  test("is not sent, and it ends with 2; the longest that fits is answered", async () => {
    await using server = await startServer("udp-server", ["-q"]);
    const longest = "a".repeat(65_507);
    const { code, stdout, stderr } = await ask("udp-client", server.port, ["-q"], `${longest}a\n${longest}\nshort\n`);
    expect(stdout).toBe(`${longest.toUpperCase()}\nSHORT\n`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: tooLong });
  });
});
