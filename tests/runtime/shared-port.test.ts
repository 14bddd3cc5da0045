/** What lets several of Bun's sockets have one port. */

import { describe, expect, test } from "bun:test";
import { reusingPort } from "../../src/system/reusing-port.ts";

const noHandlers = { data() {}, error() {} };

async function udpSocket(port: number, options: object): Promise<Bun.udp.Socket<"buffer">> {
  return Bun.udpSocket({ hostname: "127.0.0.1", port, ...options, socket: noHandlers });
}

function listen(port: number, options: object): Bun.TCPSocketListener<undefined> {
  return Bun.listen({ hostname: "127.0.0.1", port, ...options, socket: noHandlers });
}

const isLinux = process.platform === "linux";

// udp-server.ts: the types know of no flags.
describe.skipIf(!isLinux)("Bun.udpSocket() with flags 4 (Linux)", () => {
  test("shares its port with another one that has them", async () => {
    const first = await udpSocket(0, reusingPort);
    const second = await udpSocket(first.port, reusingPort);
    expect(second.port).toBe(first.port);
    second.close();
    first.close();
  });

  test.each([
    [{}, reusingPort],
    [reusingPort, {}],
  ])("shares it with no socket where one of them has not: %j %j", async (one, other) => {
    const first = await udpSocket(0, one);
    await expect(udpSocket(first.port, other)).rejects.toMatchObject({ code: "EADDRINUSE" });
    first.close();
  });
});

// tcp-server.ts
describe.skipIf(!isLinux)("Bun.listen() with reusePort (Linux)", () => {
  test("shares its port with another one that has it, and with no other", () => {
    using first = listen(0, { reusePort: true });
    using second = listen(first.port, { reusePort: true });
    expect(second.port).toBe(first.port);
    expect(() => listen(first.port, {})).toThrow(expect.objectContaining({ code: "EADDRINUSE" }));
  });
});
