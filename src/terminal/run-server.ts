/** Runs a server page as a program: opens it, prints what it hears, and ends it when it is told to. */

import { type Endpoint, formatEndpoint, isAnyAddress } from "../core/endpoint.ts";
import type { SocketObserver } from "../core/events.ts";
import { noticeIntervalMs } from "../core/limits.ts";
import type { Server, ServerOptions, TcpServerOptions, UdpServerOptions } from "../core/server.ts";
import type { TcpTotals, UdpTotals } from "../core/totals.ts";
import type { WeatherOptions } from "../core/weather.ts";
import type { Protocol } from "../narration/topics.ts";
import { resolveHost } from "../system/addresses.ts";
import { errorCode } from "../system/error-code.ts";
import { jsonLine } from "./json.ts";
import { switchedOff } from "./limit-options.ts";
import { beginExplaining, together } from "./observers.ts";
import { type ExitCode, exitCodes, type Run, runProgram } from "./program.ts";
import { ServerLog } from "./server-log.ts";
import { tcpLimits, udpLimits } from "./server-options.ts";
import { untilToldToStop } from "./signals.ts";
import { weatherToInject } from "./weather-options.ts";

/** What `udp-server.ts` exports. A page imports its runner, so the runner cannot import the page. */
type OpenUdp = (options: UdpServerOptions, observe?: SocketObserver) => Promise<Server<UdpTotals>>;

/** What `tcp-server.ts` exports. */
type OpenTcp = (options: TcpServerOptions, observe?: SocketObserver) => Server<TcpTotals>;

export function runUdpServer(open: OpenUdp): Promise<never> {
  return runProgram("udp-server", async (run) => {
    const weather = weatherToInject(run.options.weather);
    const limits = await udpLimits(run);
    if (limits === undefined) return exitCodes.misuse;
    const openInWeather: OpenUdp = (options, observe) =>
      open({ ...options, ...limits, weather, mayWait: true }, observe);
    return serve(run, "UDP", openInWeather, run.messages.udpTotals, weather);
  });
}

export function runTcpServer(open: OpenTcp): Promise<never> {
  return runProgram("tcp-server", async (run) => {
    const limits = await tcpLimits(run);
    if (limits === undefined) return exitCodes.misuse;
    return serve(run, "TCP", (options, observe) => open({ ...options, ...limits }, observe), run.messages.tcpTotals);
  });
}

async function serve<Totals>(
  run: Run,
  protocol: Protocol,
  open: (options: ServerOptions, observe?: SocketObserver) => Server<Totals> | Promise<Server<Totals>>,
  formatTotals: (totals: Readonly<Totals>) => string[],
  weather?: WeatherOptions,
): Promise<ExitCode> {
  const toldToStop = untilToldToStop(); // before anybody can know that there is a server to stop
  const log = new ServerLog(run);
  const { explain, quiet } = run.options;
  const explaining = await beginExplaining(run, "server");
  const observe = explaining === undefined ? log.observe : together(explaining.observe, log.observe);
  const server = await openOrTell(run, protocol, (options) =>
    open({ ...options, figures: explain, quiet: quiet && !explain }, observe),
  );
  if (server === undefined) return exitCodes.failed;
  tellReady(run, protocol, server.local, weather);

  const catchingUp = setInterval(() => log.catchUp(), noticeIntervalMs / 2);
  await toldToStop;
  run.tell(run.messages.stopping);
  await server.stop();
  explaining?.end();
  clearInterval(catchingUp);
  log.catchUp(Number.POSITIVE_INFINITY);

  if (run.options.json)
    run.stdout.write(`${jsonLine({ event: "totals", protocol, ...totalsRecord(server.totals) })}\n`);
  else for (const line of formatTotals(server.totals)) run.tell(line);
  return exitCodes.done;
}

/** The totals as JSON names things: `replyTooLong` for `reply-too-long`. */
function totalsRecord(totals: object): object {
  const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(totals).map(([name, count]) => [camelCase(name), count]));
}

/** Opens the server, or tells why that cannot be. */
async function openOrTell<Totals>(
  run: Run,
  protocol: Protocol,
  open: (options: ServerOptions) => Server<Totals> | Promise<Server<Totals>>,
): Promise<Server<Totals> | undefined> {
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
    const where = address === undefined ? run.messages.everyAddress(port) : formatEndpoint({ address, port });
    run.tell(run.messages.cannotListen(protocol, where, errorCode(error), port));
    return undefined;
  }
}

/** The textbook's line, and where clients find this server: with `--port 0` nobody else knows. */
function tellReady(run: Run, protocol: Protocol, local: Endpoint, weather: WeatherOptions | undefined): void {
  const off = switchedOff(run.options.limits);
  if (off.length > 0) run.tell(run.messages.switchedOff(off.join(", ")));
  const injected = weather === undefined ? {} : { injected: weather };
  if (run.options.json) return run.stdout.write(`${jsonLine({ event: "listening", protocol, local, ...injected })}\n`);
  run.stdout.write("The server is ready to receive\n");
  const where = isAnyAddress(local.address) ? run.messages.everyAddress(local.port) : formatEndpoint(local);
  run.tell(run.messages.listening(run.program, protocol, where));
  if (weather !== undefined) run.tell(run.messages.injectedWeather(weather));
}
