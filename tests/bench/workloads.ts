/** What the servers are asked, as data. docs/performance.md says what each one tells. */

export interface Workload {
  readonly name: string;
  readonly what: string;
  readonly protocol: "udp" | "tcp";
  /** What is counted in a second: replies, or the bytes in them. */
  readonly unit: "replies/s" | "MB/s";
  /** Mode and options of c/load.c. */
  readonly load: readonly [mode: string, ...options: string[]];
  /** The same for our own client, where it can ask like this. */
  readonly client?: readonly string[];
  /** The server is to close each connection after its first reply. */
  readonly once?: true;
  readonly hangul?: true;
}

/** A line of 32 bytes over TCP: our client does not count the newline. */
const line = ["--size", "31"] as const;

const ascii: readonly Workload[] = [
  {
    name: "udp-pp",
    what: "datagrams of 32 bytes, one at a time",
    protocol: "udp",
    unit: "replies/s",
    load: ["udp-pp"],
    client: ["--window", "1"],
  },
  {
    name: "udp-win",
    what: "datagrams of 32 bytes, 64 in flight",
    protocol: "udp",
    unit: "replies/s",
    load: ["udp-win", "-w", "64"],
    client: ["--window", "64"],
  },
  {
    name: "udp-win256",
    what: "datagrams of 32 bytes, 256 in flight",
    protocol: "udp",
    unit: "replies/s",
    load: ["udp-win", "-w", "256"],
    client: ["--window", "256"],
  },
  {
    name: "udp-1k",
    what: "datagrams of 1,024 bytes, 64 in flight",
    protocol: "udp",
    unit: "replies/s",
    load: ["udp-win", "-w", "64", "-s", "1024"],
    client: ["--window", "64", "--size", "1024"],
  },
  {
    name: "tcp-pp",
    what: "one connection, a sentence of 32 bytes at a time",
    protocol: "tcp",
    unit: "replies/s",
    load: ["tcp-pp"],
    client: ["--window", "1", ...line],
  },
  {
    name: "tcp-pipe",
    what: "one connection, 64 sentences of 32 bytes in flight",
    protocol: "tcp",
    unit: "replies/s",
    load: ["tcp-pipe", "-w", "64"],
    client: ["--window", "64", ...line],
  },
  {
    name: "tcp-pipe4k",
    what: "one connection, 4,096 sentences of 32 bytes in flight",
    protocol: "tcp",
    unit: "replies/s",
    load: ["tcp-pipe", "-w", "4096"],
    client: ["--window", "4096", ...line],
  },
  {
    name: "tcp-stream",
    what: "1 MiB, half-close, read to the end; a connection each",
    protocol: "tcp",
    unit: "MB/s",
    load: ["tcp-stream", "-s", "1048576"],
  },
  {
    name: "tcp-32",
    what: "32 connections at once, a sentence of 32 bytes at a time on each",
    protocol: "tcp",
    unit: "replies/s",
    load: ["tcp-many", "-c", "32"],
  },
  {
    name: "tcp-conn",
    what: "connect, one sentence of 32 bytes, the server closes; one connection at a time",
    protocol: "tcp",
    unit: "replies/s",
    load: ["tcp-conn", "-c", "1"],
    client: ["--reconnect", ...line],
    once: true,
  },
  {
    name: "tcp-conn32",
    what: "connect, one sentence of 32 bytes, the server closes; 32 connections at once",
    protocol: "tcp",
    unit: "replies/s",
    load: ["tcp-conn", "-c", "32"],
    once: true,
  },
];

const alsoInHangul = ["udp-pp", "udp-win", "tcp-pp", "tcp-pipe", "tcp-stream"];

/** The same with text of 3 bytes a character, which upper case leaves as it is. */
function inHangul({ client: _, ...workload }: Workload): Workload {
  const [mode, ...options] = workload.load;
  return {
    ...workload,
    name: `${workload.name}-hangul`,
    what: `${workload.what}, in Hangul`,
    load: [mode, ...options, "-T", "hangul"],
    hangul: true,
  };
}

export const workloads: readonly Workload[] = [
  ...ascii,
  ...ascii.filter(({ name }) => alsoInHangul.includes(name)).map(inHangul),
];
