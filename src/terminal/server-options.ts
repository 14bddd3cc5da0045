/** From the command line to the limits of a server page, as far as they take more than to be copied. */

import { defaultMaxPerAddress } from "../core/door.ts";
import type { GuardOptions } from "../core/guard.ts";
import { defaultMaxConnections, defaultRate, defaultRateAll, reservedDescriptors } from "../core/limits.ts";
import type { TcpServerOptions } from "../core/server.ts";
import { shareOf } from "../core/shares.ts";
import { connectionLimit } from "../system/descriptors.ts";
import type { Options } from "./options.ts";
import type { Run } from "./program.ts";

type TcpLimits = Omit<TcpServerOptions, "port">;

/** The limits of `udp-server`. Undefined where the command line asks for what cannot be: the user is told. */
export async function udpLimits(run: Run): Promise<GuardOptions | undefined> {
  const { rate, rateAll, loopLimit, allowSourcePorts } = run.options.limits;
  const allowed = await allowedBy(run);
  return allowed === undefined ? undefined : { rate, rateAll, loopLimit, allowSourcePorts, ...allowed };
}

/** The limits of `tcp-server`. Undefined where the command line asks for what cannot be: the user is told. */
export async function tcpLimits(run: Run): Promise<TcpLimits | undefined> {
  const { keepAliveMs, idleTimeoutMs, maxConnections: wanted } = run.options;
  const { workers, maxPerAddress, minRate, maxLifetimeMs } = run.options.limits;
  const each = connectionLimit();
  const most = each * workers; // each worker has descriptors of its own
  if (wanted !== undefined && wanted > most) {
    run.tell(run.messages.overDescriptorLimit(wanted, each + reservedDescriptors, most));
    return undefined;
  }
  const maxConnections = wanted ?? Math.min(defaultMaxConnections, most);
  const allowed = await allowedBy(run);
  if (allowed === undefined) return undefined;
  return { keepAliveMs, idleTimeoutMs, maxConnections, maxPerAddress, minRate, maxLifetimeMs, ...allowed };
}

/**
 * The options of one worker, numbered from 0. Together the workers take no more than one server would: what counts what all
 * do, or what one address does, is divided. What concerns one connection, one endpoint or one datagram stays as it is.
 */
export function optionsOfWorker(options: Options, number: number): Options {
  const { workers, maxPerAddress, rate = defaultRate, rateAll = defaultRateAll } = options.limits;
  const share = (total: number) => shareOf(total, workers, number);
  const maxConnections = options.maxConnections ?? Math.min(defaultMaxConnections, connectionLimit() * workers);
  return {
    ...options,
    maxConnections: share(maxConnections),
    limits: {
      ...options.limits,
      workers: 1,
      maxPerAddress: share(maxPerAddress ?? defaultMaxPerAddress(maxConnections)),
      rate: share(rate),
      rateAll: share(rateAll),
    },
  };
}

/** Who is served. Loads what knows of networks only where the command line names one. */
async function allowedBy(run: Run): Promise<Pick<GuardOptions, "isAllowed"> | undefined> {
  const networks = run.options.limits.allow;
  if (networks.length === 0) return {};
  const { AllowList } = await import("../system/allow-list.ts");
  const list = new AllowList();
  const wrong = networks.find((network) => !list.add(network));
  if (wrong === undefined) return { isAllowed: (address) => list.has(address) };
  run.tell(`${run.messages.badNetwork("--allow", wrong)}\n${run.messages.seeHelp(run.program)}`);
  return undefined;
}
