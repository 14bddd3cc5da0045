/** Who is asked, as data: how each one is started, and what it is not asked, and why. */

import { join } from "node:path";
import { compiled } from "../support/compiled.ts";
import type { Workload } from "./workloads.ts";

export interface BenchServer {
  readonly name: string;
  readonly what: string;
  /** Commands that have to be installed. */
  readonly needs: readonly string[];
  /** How it is started for a workload; a text where it is not: the reason. */
  readonly command: (workload: Workload, port: number) => readonly string[] | string;
  /** What has to be known of its figures. */
  readonly remark?: (workload: Workload) => string | undefined;
  /** Why replies may be missing that no fault of ours could be: those are not bad. Wrong ones always are. */
  readonly mayLose?: (workload: Workload) => string | undefined;
}

const textbook = join(import.meta.dir, "..", "programs", "textbook");
const peers = join(import.meta.dir, "peers");
/** As other programs are: unbuffered, or it would answer only at the end. */
const mapper = "stdbuf -o0 tr a-z A-Z";
/** Of a datagram that is its own upper case, one in some dozens gets no reply (core/loop-breaker.ts). */
function looksLikeLoop(protocol: "udp" | "tcp", hangul: true | undefined): boolean {
  return protocol === "udp" && hangul === true;
}
const oneLineMapper = "head -n 1 | tr a-z A-Z";

/** The yardstick, once it is compiled. */
export function cServer(limit: string): BenchServer {
  return {
    name: "C",
    what: "c/limit.c: recvmmsg and sendmmsg, epoll; maps ASCII only",
    needs: ["cc"],
    command: ({ protocol, once }, port) => [limit, once ? "tcp-once" : protocol, `${port}`],
  };
}

export const servers: readonly BenchServer[] = [
  {
    name: "ours",
    what: "udp-server and tcp-server, compiled, --quiet, all protections on",
    needs: [],
    command: ({ protocol, once, hangul }, port) => [
      compiled(`${protocol}-server`),
      "--quiet",
      `--port=${port}`,
      ...(once ? ["--keep-alive=0"] : []),
      ...(looksLikeLoop(protocol, hangul) ? ["--loop-limit=none"] : []),
    ],
    remark: ({ protocol, hangul }) =>
      looksLikeLoop(protocol, hangul)
        ? "with --loop-limit none: text that is its own upper case looks like a loop"
        : undefined,
  },
  {
    name: "python",
    what: "the textbook's servers: blocking calls",
    needs: ["python3"],
    command: ({ name, protocol, once }, port) => {
      if (protocol === "udp") return ["python3", join(textbook, "UDPServer.py"), `${port}`];
      if (!once) return "the textbook's TCP server answers once and closes";
      if (name === "tcp-conn32") return "listen(1): a SYN beyond that waits a second for its second try";
      return ["python3", join(textbook, "TCPServer.py"), `${port}`];
    },
    mayLose: ({ name }) =>
      name === "udp-win256" ? "the receive buffer that the kernel gives it does not hold 256 datagrams" : undefined,
  },
  {
    name: "asyncio",
    what: "Python's asyncio, with Protocol classes",
    needs: ["python3"],
    command: ({ protocol, once }, port) => [
      "python3",
      join(peers, `asyncio-${protocol}.py`),
      `${port}`,
      ...(once ? ["once"] : []),
    ],
  },
  {
    name: "node",
    what: "Node's dgram and net",
    needs: ["node"],
    command: ({ protocol, once }, port) => [
      "node",
      join(peers, `node-${protocol}.js`),
      `${port}`,
      ...(once ? ["once"] : []),
    ],
  },
  {
    name: "socat",
    what: "socat with tr: processes for each datagram, or for each connection",
    needs: ["socat", "stdbuf", "tr"],
    command: ({ protocol, once }, port) => {
      if (protocol === "udp")
        return ["socat", `UDP4-RECVFROM:${port},bind=127.0.0.1,fork,rcvbuf=4194304`, "EXEC:tr a-z A-Z"];
      const listen = `TCP4-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr,nodelay,backlog=128`;
      return ["socat", listen, once ? `SYSTEM:${oneLineMapper}` : `EXEC:${mapper}`];
    },
  },
  {
    name: "ncat",
    what: "ncat with tr: processes for each client",
    needs: ["ncat", "stdbuf", "tr"],
    command: ({ name, protocol, load: [mode], once }, port) => {
      if (name.startsWith("tcp-stream")) return "ncat closes at the client's half-close, before all is answered";
      if (name === "tcp-conn32") return "ncat with a program turns some of 32 connections away";
      if (mode === "udp-win") return "ncat over UDP makes one datagram of several";
      const options = ["-l", "127.0.0.1", `${port}`, "--keep-open", "--sh-exec", once ? oneLineMapper : mapper];
      return ["ncat", ...(protocol === "udp" ? ["--udp"] : []), ...options];
    },
  },
];
