/** Why there is no connection, as a client tells it. */

import { describe, expect, test } from "bun:test";
import type { ConnectFailure } from "../../src/core/exchange.ts";
import { explainConnectFailures } from "../../src/terminal/client-report.ts";
import type { Options } from "../../src/terminal/options.ts";
import { capturedRun } from "./captured-run.ts";

describe("explainConnectFailures()", () => {
  const at = (address: string, cause: string): ConnectFailure => ({
    peer: { address, port: 12_000 },
    cause,
    waitedMs: 2_000,
  });
  const explain = (found: ConnectFailure[], options: Partial<Options> = {}) =>
    explainConnectFailures(capturedRun("tcp-client", { host: "example.test", ...options }), found);

  test("tells the server as the user wrote it, the cause, and what to try", () => {
    const told = "Cannot connect to 127.0.0.1:12000: nothing is listening there. Start one: tcp-server";
    expect(explain([at("127.0.0.1", "ECONNREFUSED")], { host: "127.0.0.1" })).toBe(told);
    expect(explain([at("127.0.0.1", "timeout")])).toStartWith(
      "Cannot connect to example.test:12000: no answer to the handshake within 2 s.",
    );
    expect(explain([at("127.0.0.1", "ENOBUFS")])).toContain("the system says ENOBUFS.");
  });

  test("writes an IPv6 address in brackets, as everywhere", () => {
    expect(explain([at("::1", "ECONNREFUSED")], { host: "::1" })).toStartWith("Cannot connect to [::1]:12000: ");
  });

  test("shows the command that starts a server on that port", () => {
    expect(explain([at("127.0.0.1", "ECONNREFUSED")], { port: 7_000 })).toEndWith("Start one: tcp-server --port 7000");
  });

  test("tells address by address, where there are several", () => {
    const told = explain([at("::1", "ECONNREFUSED"), at("127.0.0.1", "EHOSTUNREACH")]).split("\n");
    expect(told[0]).toBe("Cannot connect to example.test:12000:");
    expect(told[1]).toStartWith("  [::1]:12000: nothing is listening there.");
    expect(told[2]).toStartWith("  127.0.0.1:12000: the network says that no such host can be reached.");
    expect(told.length).toBe(3);
  });

  test("says the same thing once, where every address says it", () => {
    const told = explain([at("::1", "ECONNREFUSED"), at("127.0.0.1", "ECONNREFUSED")]);
    expect(told.match(/nothing is listening there/g)?.length).toBe(1);
  });
});
