/**
 * Runs both servers for minutes among good clients and bad ones, kills them and starts them again, and judges what is left:
 *
 *     bun run soak [--seconds N] [--seed N]
 *
 * Exit code 0 where every bar is met, 1 where one is not, 2 for misuse. Where this system allows it, all of it happens in
 * a network of its own, with addresses that are not loopback's, so that rates and limits for each address apply.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { randomStream } from "../../src/core/weather.ts";
import { namespacesAllowed } from "../protocol/namespace.ts";
import { Running } from "../support/running.ts";
import { askOverTcp, type Counts, DatagramAsker } from "./good-clients.ts";
import { judge, type Protocol, type Row } from "./judgement.ts";
import { SoakedServer } from "./soaked-server.ts";

const protocols = ["udp", "tcp"] as const;
const restarts = 3;
/** Parts of the time: servers are killed and started again; then the last ones warm up; then they are measured. */
const [restartShare, warmUpShare] = [0.25, 0.25];
const sampleMs = 200;
const idleMs = 2_000;
/** For connections to end, after their clients: longer than every deadline of these servers. */
const leaveMs = 10_000;
const [goodStranger, badStranger] = ["10.9.0.2", "10.9.0.1"];

type Servers = Record<Protocol, SoakedServer>;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "120" },
    seed: { type: "string", default: "1" },
    inside: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
if (!(seconds >= 2 && seconds <= 86_400) || !Number.isInteger(seed)) {
  console.error("--seconds takes 2 to 86400, --seed a whole number");
  process.exit(2);
}
const hasStrangers = values.inside || namespacesAllowed();
process.exit(hasStrangers && !values.inside ? await runInside() : await soak());

/** The same again in a network of its own. Its processes are of their own, too: whatever ends the first of them ends them all. */
async function runInside(): Promise<number> {
  const setUp = ["ip link set lo up", ...[goodStranger, badStranger].map((address) => `ip addr add ${address} dev lo`)];
  const command = [...process.argv.slice(0, 2), "--inside", `--seconds=${seconds}`, `--seed=${seed}`];
  const inside = Bun.spawn(
    [
      "unshare",
      "-Urnmpf",
      "--mount-proc",
      "--kill-child",
      "sh",
      "-c",
      `${setUp.join(" && ")} && exec "$0" "$@"`,
      ...command,
    ],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  // It would go on without us. What dies with it are all of its processes, the servers among them.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => inside.kill("SIGKILL"));
  return await inside.exited;
}

async function soak(): Promise<number> {
  process.on("SIGINT", () => process.exit(130));
  process.on("SIGTERM", () => process.exit(143));
  console.info(`${seconds} s, seed ${seed}, ${hasStrangers ? "with" : "without"} addresses that are not loopback's`);
  const servers: Servers = { udp: await SoakedServer.start("udp"), tcp: await SoakedServer.start("tcp") };
  const counts: Record<Protocol, Counts> = { udp: noCounts(), tcp: noCounts() };
  await underLoad(servers, counts);
  const idle = await idleShares(servers);
  const rows = judge({ udp: await servers.udp.end(idle.udp), tcp: await servers.tcp.end(idle.tcp) }, counts);
  for (const line of table(rows)) console.info(line);
  return rows.every(({ passed }) => passed) ? 0 : 1;
}

function noCounts(): Counts {
  return { answered: 0, excused: 0, lost: 0, wrong: 0 };
}

async function underLoad(servers: Servers, counts: Record<Protocol, Counts>): Promise<void> {
  const startMs = performance.now();
  const until = (share: number) => startMs + seconds * share * 1_000;
  const stop = new AbortController();
  await using bad = new Running(badClients(servers));
  const good = goodClients(servers, counts, stop.signal);
  for (let time = 1; time <= restarts; time++) {
    await sleepUntil(until((restartShare * time) / (restarts + 1)));
    for (const protocol of protocols) await servers[protocol].restart();
  }
  await sleepUntil(until(restartShare + warmUpShare));
  while (performance.now() < until(1)) {
    for (const protocol of protocols) servers[protocol].remember(performance.now());
    await Bun.sleep(sampleMs);
  }
  stop.abort();
  await Promise.all(good);
  const { code, stderr } = await bad.ended();
  if (code !== 0) throw new Error(`the bad clients failed: ${stderr}`);
}

function badClients(servers: Servers): string[] {
  const program = join(import.meta.dir, "bad-clients.ts");
  const hosts = ["127.0.0.1", ...(hasStrangers ? [badStranger] : [])];
  return [process.execPath, program, `${seconds}`, `${seed}`, `${servers.udp.port}`, `${servers.tcp.port}`, ...hosts];
}

function goodClients(servers: Servers, counts: Record<Protocol, Counts>, stop: AbortSignal): Promise<void>[] {
  const hosts = ["127.0.0.1", ...(hasStrangers ? [goodStranger] : [])];
  return hosts.flatMap((host, number) => [
    askOverTcp(servers.tcp, host, randomStream(seed, -1 - 2 * number), counts.tcp, stop),
    new DatagramAsker(servers.udp, host, randomStream(seed, -2 - 2 * number), counts.udp).ask(stop),
  ]);
}

/** How much of a processor each server takes when nobody asks. */
async function idleShares(servers: Servers): Promise<Record<Protocol, number>> {
  const endMs = performance.now() + leaveMs;
  const isFull = () => protocols.some((protocol) => !servers[protocol].descriptorsAreBack);
  while (isFull() && performance.now() < endMs) await Bun.sleep(sampleMs);
  const [startMs, udpMs, tcpMs] = [performance.now(), servers.udp.cpuMs(), servers.tcp.cpuMs()];
  await Bun.sleep(idleMs);
  const tookMs = performance.now() - startMs;
  return { udp: (servers.udp.cpuMs() - udpMs) / tookMs, tcp: (servers.tcp.cpuMs() - tcpMs) / tookMs };
}

async function sleepUntil(ms: number): Promise<void> {
  await Bun.sleep(Math.max(0, ms - performance.now()));
}

function table(rows: readonly Row[]): string[] {
  const widths = (["what", "figure", "bar"] as const).map(
    (name) => [name, Math.max(...rows.map((row) => row[name].length))] as const,
  );
  return rows.map((row) => {
    const cells = widths.map(([name, width]) => row[name].padEnd(width));
    return [...cells, row.passed ? "pass" : "FAIL"].join("  ");
  });
}
