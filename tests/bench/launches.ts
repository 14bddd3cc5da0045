/** What is started, and timed until it is ready or has ended: as data. */

import { join } from "node:path";
import { compiled } from "../support/compiled.ts";

export interface Launch {
  readonly name: string;
  /** Commands that have to be installed. */
  readonly needs: readonly string[];
  /** Mode of c/launch.c, and the command. */
  readonly launch: readonly [mode: string, ...command: string[]];
}

export interface Launches {
  readonly name: string;
  readonly what: string;
  /** Whose time the others are divided by. */
  readonly reference: string;
  readonly launches: readonly Launch[];
}

const textbook = join(import.meta.dir, "..", "programs", "textbook");
const peers = join(import.meta.dir, "peers");
const sentence = "hello";

/** Ports of servers that answer: UDP, and TCP that closes after one reply. */
export interface Asked {
  readonly udp: number;
  readonly tcp: number;
}

/** `empty`: a compiled program that prints a line, and nothing else. `python`: the interpreter itself, and no script that looks for it. */
export function launches(empty: string, python: string, { udp, tcp }: Asked): readonly Launches[] {
  const bun: Launch = { name: "empty", needs: [], launch: ["ready", empty] };
  const at = (port: number) => ["127.0.0.1", `${port}`];
  const ours = (program: "udp-client" | "tcp-client", port: number): Launch["launch"] => {
    return ["end", compiled(program), "--quiet", "--host=127.0.0.1", `--port=${port}`, sentence];
  };
  return [
    {
      name: "ready",
      what: "a server, from its start to its first line",
      reference: "empty",
      launches: [
        bun,
        { name: "udp-server", needs: [], launch: ["ready", compiled("udp-server"), "--quiet", "--port=0"] },
        { name: "tcp-server", needs: [], launch: ["ready", compiled("tcp-server"), "--quiet", "--port=0"] },
        { name: "python UDP", needs: ["python3"], launch: ["ready", python, join(textbook, "UDPServer.py"), "0"] },
        { name: "python TCP", needs: ["python3"], launch: ["ready", python, join(textbook, "TCPServer.py"), "0"] },
        { name: "node UDP", needs: ["node"], launch: ["ready", "node", join(peers, "node-udp.js"), "0"] },
        { name: "node TCP", needs: ["node"], launch: ["ready", "node", join(peers, "node-tcp.js"), "0"] },
      ],
    },
    {
      name: "udp-once",
      what: "a client with one sentence over UDP, from its start to its end",
      reference: "nc",
      launches: [
        { name: "nc", needs: ["nc"], launch: [`end=${sentence}`, "nc", "-u", "-W1", ...at(udp)] },
        { ...bun, launch: ["end", empty] },
        { name: "udp-client", needs: [], launch: ours("udp-client", udp) },
        {
          name: "python",
          needs: ["python3"],
          launch: ["end", python, join(textbook, "UDPClient.py"), ...at(udp), sentence],
        },
        {
          name: "node",
          needs: ["node"],
          launch: ["end", "node", join(peers, "node-udp-client.js"), ...at(udp), sentence],
        },
      ],
    },
    {
      name: "tcp-once",
      what: "a client with one sentence over TCP, from its start to its end",
      reference: "nc",
      launches: [
        { name: "nc", needs: ["nc"], launch: [`end=${sentence}`, "nc", "-N", ...at(tcp)] },
        { ...bun, launch: ["end", empty] },
        { name: "tcp-client", needs: [], launch: ours("tcp-client", tcp) },
        {
          name: "python",
          needs: ["python3"],
          launch: ["end", python, join(textbook, "TCPClient.py"), ...at(tcp), sentence],
        },
        {
          name: "node",
          needs: ["node"],
          launch: ["end", "node", join(peers, "node-tcp-client.js"), ...at(tcp), sentence],
        },
      ],
    },
  ];
}
