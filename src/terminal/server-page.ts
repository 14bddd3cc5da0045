/** A server page as its runners see it: what `udp-server.ts` and `tcp-server.ts` export, and what is said of it. */

import type { SocketObserver } from "../core/events.ts";
import type { Server, ServerOptions, TcpServerOptions, UdpServerOptions } from "../core/server.ts";
import { newTcpTotals, newUdpTotals, type TcpTotals, type UdpTotals } from "../core/totals.ts";
import type { WeatherOptions } from "../core/weather.ts";
import type { Messages } from "../narration/language.ts";
import type { Program, Protocol } from "../narration/topics.ts";
import type { Run } from "./program.ts";
import { tcpLimits, udpLimits } from "./server-options.ts";
import { weatherToInject } from "./weather-options.ts";

/** A page imports its runner, so the runner cannot import the page. */
export type OpenUdp = (options: UdpServerOptions, observe?: SocketObserver) => Promise<Server<UdpTotals>>;
export type OpenTcp = (options: TcpServerOptions, observe?: SocketObserver) => Server<TcpTotals>;

/** The command line's part of the options is in it already. */
export interface ReadyToOpen<Totals> {
  open(options: ServerOptions, observe: SocketObserver): Server<Totals> | Promise<Server<Totals>>;
  readonly weather?: WeatherOptions | undefined;
}

export interface ServerPage<Totals> {
  readonly program: Program;
  readonly protocol: Protocol;
  newTotals(): Totals;
  formatTotals(messages: Messages, totals: Readonly<Totals>): string[];
  /** Undefined where the command line asks for what cannot be: the user is told. */
  prepare(run: Run): Promise<ReadyToOpen<Totals> | undefined>;
}

export function udpServerPage(open: OpenUdp): ServerPage<UdpTotals> {
  return {
    program: "udp-server",
    protocol: "UDP",
    newTotals: newUdpTotals,
    formatTotals: (messages, totals) => messages.udpTotals(totals),
    async prepare(run) {
      const weather = weatherToInject(run.options.weather);
      const limits = await udpLimits(run);
      if (limits === undefined) return undefined;
      return { open: (options, observe) => open({ ...options, ...limits, weather, mayWait: true }, observe), weather };
    },
  };
}

export function tcpServerPage(open: OpenTcp): ServerPage<TcpTotals> {
  return {
    program: "tcp-server",
    protocol: "TCP",
    newTotals: newTcpTotals,
    formatTotals: (messages, totals) => messages.tcpTotals(totals),
    async prepare(run) {
      const limits = await tcpLimits(run);
      if (limits === undefined) return undefined;
      return { open: (options, observe) => open({ ...options, ...limits }, observe) };
    },
  };
}
