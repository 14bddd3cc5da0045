/** From the command line to the limits of a server page, as far as they take more than to be copied. */

import type { GuardOptions } from "../core/guard.ts";
import { defaultMaxConnections, reservedDescriptors } from "../core/limits.ts";
import type { TcpServerOptions } from "../core/server.ts";
import { connectionLimit } from "../system/descriptors.ts";
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
  const { maxPerAddress, minRate, maxLifetimeMs } = run.options.limits;
  const most = connectionLimit();
  if (wanted !== undefined && wanted > most) {
    run.tell(run.messages.overDescriptorLimit(wanted, most + reservedDescriptors, most));
    return undefined;
  }
  const maxConnections = wanted ?? Math.min(defaultMaxConnections, most);
  const allowed = await allowedBy(run);
  if (allowed === undefined) return undefined;
  return { keepAliveMs, idleTimeoutMs, maxConnections, maxPerAddress, minRate, maxLifetimeMs, ...allowed };
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
