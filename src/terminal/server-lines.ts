/** What a server says of itself, before and after its sentences: where it listens, or why it cannot, and its totals. */

import { type Endpoint, formatEndpoint, isAnyAddress } from "../core/endpoint.ts";
import { lastOutputMs } from "../core/limits.ts";
import type { WeatherOptions } from "../core/weather.ts";
import type { Protocol } from "../narration/topics.ts";
import { resolveHost } from "../system/addresses.ts";
import { errorCode } from "../system/error-code.ts";
import { jsonLine } from "./json.ts";
import { switchedOff } from "./limit-options.ts";
import type { Run } from "./program.ts";
import type { ServerPage } from "./server-page.ts";

/** Opens something at the address and port that were asked for, or tells why that cannot be. */
export async function openOrTell<Opened>(
  run: Run,
  protocol: Protocol,
  open: (where: { host: string | undefined; port: number }) => Opened | Promise<Opened>,
): Promise<Opened | undefined> {
  const { host, port } = run.options;
  let address: string | undefined;
  try {
    address = host === undefined ? undefined : (await resolveHost(host))[0];
  } catch (error) {
    run.tell(run.messages.unknownHost(host ?? "", errorCode(error)));
    return undefined;
  }
  try {
    return await open({ host: address, port });
  } catch (error) {
    tellCannotListen(run, protocol, { address, port }, errorCode(error));
    return undefined;
  }
}

/** An address, or all of this host's, and a port. */
export interface Place {
  readonly address: string | undefined;
  readonly port: number;
}

export function tellCannotListen(run: Run, protocol: Protocol, { address, port }: Place, code: string): void {
  const where = address === undefined ? run.messages.everyAddress(port) : formatEndpoint({ address, port });
  run.tell(run.messages.cannotListen(protocol, where, code, port));
}

/** The textbook's line, and where clients find this server: with `--port 0` nobody else knows. */
export function tellReady(run: Run, protocol: Protocol, local: Endpoint, weather?: WeatherOptions): void {
  const { json, limits } = run.options;
  const { workers } = limits;
  const off = switchedOff(limits);
  if (off.length > 0) run.tell(run.messages.switchedOff(off.join(", ")));
  const more = { ...(weather === undefined ? {} : { injected: weather }), ...(workers === 1 ? {} : { workers }) };
  if (json) return run.stdout.write(`${jsonLine({ event: "listening", protocol, local, ...more })}\n`);
  run.stdout.write("The server is ready to receive\n");
  const where = isAnyAddress(local.address) ? run.messages.everyAddress(local.port) : formatEndpoint(local);
  run.tell(run.messages.listening(run.program, protocol, where));
  if (workers > 1) run.tell(run.messages.workersShare(workers));
  if (weather !== undefined) run.tell(run.messages.injectedWeather(weather));
}

/** Who stops a server may have to wait for these. */
export function tellStillOpen({ tell, messages }: Run, openConnections: number): void {
  if (openConnections > 0) tell(messages.stillOpen(openConnections));
}

/**
 * `more` stands in the JSON only. Where nobody reads that any more (Ctrl-C ends `| jq` as well), the totals are told as without
 * `--json`. Tells how they were told.
 */
export async function tellTotals<Totals extends object>(
  run: Run,
  { protocol, formatTotals }: ServerPage<Totals>,
  totals: Readonly<Totals>,
  more: object = {},
): Promise<"as JSON" | "as text"> {
  if (run.options.json) {
    run.stdout.write(`${jsonLine({ event: "totals", protocol, ...totalsRecord(totals), ...more })}\n`);
    const isTaken = await run.stdout.flush(lastOutputMs);
    if (isTaken && run.stdout.error === undefined) return "as JSON";
  }
  for (const line of formatTotals(run.messages, totals)) run.tell(line);
  return "as text";
}

/** The totals as JSON names things: `replyTooLong` for `reply-too-long`. */
function totalsRecord(totals: object): object {
  const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(totals).map(([name, count]) => [camelCase(name), count]));
}
