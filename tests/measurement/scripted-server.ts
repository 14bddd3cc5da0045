/** The scripted servers' process: opens and closes them as the test says, and reports what each of them did. */

import type { Request, Response } from "./script.ts";
import { ScriptedService } from "./scripted-service.ts";
import { type Opened, openTcp, openUdp } from "./scripted-sockets.ts";

const servers = new Map<number, { service: ScriptedService; opened: Opened }>();

function tell(response: Response): void {
  process.send?.(response);
}

process.on("message", async (request: Request) => {
  const { id } = request;
  if ("open" in request) {
    const { protocol, script, warmup } = request.open;
    const service = new ScriptedService(script, warmup);
    const opened = await (protocol === "udp" ? openUdp(service) : openTcp(service, script));
    servers.set(id, { service, opened });
    tell({ id, port: opened.port });
    return;
  }
  const server = servers.get(id);
  if (server === undefined) throw new RangeError(`no server ${id}`);
  servers.delete(id);
  server.opened.close();
  tell({ id, report: server.service.report() });
});
process.on("disconnect", () => process.exit());
