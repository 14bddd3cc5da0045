/** What a server says of its protections: at the start where one is switched off, while it serves, and in its totals. */

import { expect, test } from "bun:test";
import { RawUdpPeer } from "../protocol/raw-udp-peer.ts";
import { startServer } from "./started.ts";

test.each([
  [
    "udp-server",
    "--rate none --rate-all 0 --loop-limit none --allow-source-ports all",
    "--rate, --rate-all, --loop-limit, --allow-source-ports",
  ],
  ["udp-server", "--rate 5 --loop-limit 0 --allow-source-ports 53", "--loop-limit"],
  ["tcp-server", "--max-per-address none --min-rate 0", "--max-per-address, --min-rate"],
] as const)("%s %s says at the start what is switched off", async (program, options, off) => {
  await using server = await startServer(program, options.split(" "));
  expect(server.text("stderr")).toStartWith(`Switched off: ${off}.\n`);
  await using korean = await startServer(program, [...options.split(" "), "--lang", "ko"]);
  expect(korean.text("stderr")).toStartWith(`끈 보호 장치: ${off}.\n`);
});

test.each(["udp-server", "tcp-server"] as const)("%s says nothing of it, where nothing is", async (program) => {
  await using server = await startServer(program, ["--allow", "127.0.0.1"]);
  expect(server.text("stderr")).not.toContain("Switched off");
});

/** Asks the same so often from one socket, and then for something else, whose reply comes after all the others. */
async function askTheSame(port: number, times: number): Promise<void> {
  using client = await RawUdpPeer.open();
  const server = { address: "127.0.0.1", port };
  for (let number = 0; number < times; number++) await client.send("12345", server);
  await client.send("last", server);
  while ((await client.next()).bytes.toString() !== "LAST") {}
}

test.each([
  [
    "en",
    /^Not answered: 1 datagram, to break what may be a loop of replies \(--loop-limit\)\.$/m,
    /^ {2}4 not answered: to break what may be a loop of replies/m,
  ],
  [
    "ko",
    /^답하지 않은 데이터그램: 1개\. 우리 답이 되돌아오는 고리\(loop\)일 수 있어서 끊었습니다 \(--loop-limit\)\.$/m,
    /^ {2}4개 답하지 않음\. 우리 답이 되돌아오는 고리/m,
  ],
])("udp-server tells of replies that it left out, at once and in its totals: %s", async (language, notice, total) => {
  await using server = await startServer("udp-server", ["--quiet", "--lang", language]);
  await askTheSame(server.port, 100);
  await server.printed(notice, "stderr");
  server.signal("SIGTERM");
  const { stderr } = await server.ended();
  expect(stderr).toMatch(total);
  expect(stderr.match(notice)?.length).toBe(1);
});
