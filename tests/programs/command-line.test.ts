/** The compiled programs' command lines: help, version, and what is told of each misuse. */

import { describe, expect, test } from "bun:test";
import { version } from "../../package.json";
import type { Program } from "../../src/narration/topics.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";

const programs: readonly Program[] = ["udp-server", "udp-client", "tcp-server", "tcp-client"];

for (const program of programs) {
  describe(program, () => {
    for (const language of ["en", "ko"]) {
      test(`--help, --lang ${language}: every line fits 80 columns`, async () => {
        const { code, stdout, stderr } = await run([compiled(program), "--help", "--lang", language]);
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(stdout).toContain(`\n\n${language === "ko" ? "사용법" : "Usage"}: ${program} [`);
        expect(stdout.split("\n").filter((line) => Bun.stringWidth(line) > 80)).toEqual([]);
      });
    }

    test("-h says what --help says, whatever else is on the command line", async () => {
      const { stdout } = await run([compiled(program), "--help"]);
      expect(await run([compiled(program), "-q", "-h", "--nonsense"])).toEqual({
        code: 0,
        signal: null,
        stdout,
        stderr: "",
      });
    });

    for (const option of ["--version", "-V"]) {
      test(`${option} prints the name and the version of package.json`, async () => {
        expect(await run([compiled(program), option])).toEqual({
          code: 0,
          signal: null,
          stdout: `${program} ${version}\n`,
          stderr: "",
        });
      });
    }
  });
}

const aPort = (option: string, lowest: number) => `${option}: a port is a whole number from ${lowest} to 65535.`;
const aTime = (option: string, lowest: string) =>
  `${option}: a time is written in seconds, like 1, 0.5 or 250ms, from ${lowest} to 86400.`;

const aLimit = (option: string, lowest: number) =>
  `${option}: it must be none, or a whole number from ${lowest} to 1,000,000.`;
const somePorts = (value: string) =>
  `--allow-source-ports ${value}: ports are written like 53 or 1000-1023,1900, from 1 to 65535; or all.`;
const aNetwork = (value: string) =>
  `--allow ${value}: an address or a network is written like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.`;

/** Command lines that are wrong, and what is said; after it, where to look. */
const misuses: readonly (readonly [string, string])[] = [
  ["udp-server --nope", "Unknown option --nope."],
  ["udp-client -x hello", "Unknown option -x."],
  ["tcp-client -qx hello", "Unknown option -x."],
  ["udp-server --keep-alive 1", "Unknown option --keep-alive: it is tcp-server's."],
  ["tcp-client --retries 1 hello", "Unknown option --retries: it is udp-client's."],
  ["udp-server --count 5", "Unknown option --count: it is udp-client's and tcp-client's."],
  ["udp-client --prot 3 hello", "Unknown option --prot. Did you mean --port?"],
  ["tcp-client --size 32..16", "--size 32..16: a sweep goes from the smaller size to the larger, like 16..8192."],
  ["tcp-server --port", "Option --port needs a value."],
  ["tcp-client -H", "Option -H needs a value."],
  ["tcp-client --host -q hello", "Option --host needs a value."],
  ["tcp-client --host= hello", "Option --host needs a value."],
  ["udp-server --quiet=yes", "Option --quiet takes no value."],
  ["tcp-server --port 65536", aPort("--port 65536", 0)],
  ["tcp-server --port=-1", aPort("--port -1", 0)],
  ["udp-server -p http", aPort("-p http", 0)],
  ["udp-server -p 0x50", aPort("-p 0x50", 0)],
  ["udp-client -p 12000.5 hello", aPort("-p 12000.5", 1)],
  ["udp-client -p 0 hello", aPort("-p 0", 1)],
  ["tcp-client --port 0 hello", aPort("--port 0", 1)],
  ["tcp-server --keep-alive soon", aTime("--keep-alive soon", "0")],
  ["tcp-server --keep-alive 86401", aTime("--keep-alive 86401", "0")],
  ["tcp-server --idle-timeout 0", aTime("--idle-timeout 0", "0.001")],
  ["udp-client --timeout 0 hello", aTime("--timeout 0", "0.001")],
  ["tcp-client --connect-timeout 1m hello", aTime("--connect-timeout 1m", "0.001")],
  ["udp-client --retries 21 hello", "--retries 21: it must be a whole number from 0 to 20."],
  ["tcp-server --max-connections 0", "--max-connections 0: it must be a whole number from 1 to 1,000,000."],
  ["tcp-server --max-connections many", "--max-connections many: it must be a whole number from 1 to 1,000,000."],
  ["tcp-server --max-per-address -1", aLimit("--max-per-address -1", 1)],
  ["tcp-server --min-rate fast", aLimit("--min-rate fast", 1)],
  ["tcp-server --max-lifetime for-ever", aTime("--max-lifetime for-ever", "0")],
  ["udp-server --rate 1.5", aLimit("--rate 1.5", 1)],
  ["udp-server --rate-all 1000001", aLimit("--rate-all 1000001", 1)],
  ["udp-server --loop-limit 1", aLimit("--loop-limit 1", 2)],
  ["udp-server --allow-source-ports 0-53", somePorts("0-53")],
  ["udp-server --allow-source-ports domain", somePorts("domain")],
  ["udp-server --allow 192.0.2.0/33", aNetwork("192.0.2.0/33")],
  ["tcp-server --allow ::1 --allow localhost", aNetwork("localhost")],
  ["tcp-server --lang ko --min-rate x", "--min-rate x: none 또는 1–1,000,000 사이의 정수여야 합니다."],
  ["tcp-server --lang de", "--lang de: the languages are en and ko."],
  [
    "tcp-server hello world",
    "A server takes no sentence (hello world). Sentences go to the client: tcp-client hello world",
  ],
  ["udp-server 8080", "A port is given as an option: udp-server --port 8080"],
  ["udp-server --lang ko --nope", "모르는 옵션입니다: --nope"],
  ["tcp-server --nope --lang ko", "모르는 옵션입니다: --nope"],
  ["tcp-client --lang=ko -p 0", "-p 0: 포트(port) 번호는 1–65535 사이의 정수입니다."],
  ["tcp-client --lang ko --host", "옵션에 값이 필요합니다: --host"],
  ["udp-server --lang ko 안녕", "서버는 문장을 받지 않습니다 (안녕). 문장은 클라이언트에 주세요: udp-client 안녕"],
];

describe("misuse ends with 2 and says what is wrong", () => {
  for (const [commandLine, message] of misuses) {
    test(commandLine, async () => {
      const [program, ...words] = commandLine.split(" ") as [Program, ...string[]];
      const seeHelp = commandLine.includes("ko") ? "도움말" : "See";
      expect(await run([compiled(program), ...words])).toEqual({
        code: 2,
        signal: null,
        stdout: "",
        stderr: `${message}\n${seeHelp}: ${program} --help\n`,
      });
    });
  }

  test("more connections than descriptors: tells how many there may be", async () => {
    const limited = ["sh", "-c", 'ulimit -n 100 && exec "$0" "$@"', compiled("tcp-server"), "--max-connections"];
    const { code, stdout, stderr } = await run([...limited, "37"]);
    expect(stderr).toBe(
      "--max-connections 37: this process may open 100 descriptors. Use 36 or less, or raise the limit: ulimit -n\n",
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const inKorean = await run([...limited, "1000", "--lang", "ko"]);
    expect(inKorean.stderr).toContain("열 수 있는 디스크립터(descriptor) 수는 100입니다. 36 이하로");
    expect(inKorean.code).toBe(2);
  });
});

describe("the language of the messages", () => {
  const cases: Record<string, { set: string[]; says: string }> = {
    "is the locale's": { set: ["LANG=ko_KR.UTF-8"], says: "모르는 옵션" },
    "is LC_ALL's before LANG's": { set: ["LC_ALL=C", "LANG=ko_KR.UTF-8"], says: "Unknown option" },
    "is English where no locale is set": { set: [], says: "Unknown option" },
    "is English where the locale's is another (Konkani: kok)": { set: ["LANG=kok_IN.UTF-8"], says: "Unknown option" },
  };
  for (const [name, { set, says }] of Object.entries(cases)) {
    test(name, async () => {
      const { stderr } = await run(["env", "-i", ...set, compiled("tcp-server"), "--nope"]);
      expect(stderr).toStartWith(says);
    });
  }
});
