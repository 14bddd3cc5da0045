/** One conversation after another: where each begins, who took part in it, and how much of it is told. */

import { describe, expect, test } from "bun:test";
import type { SocketEvent } from "../../src/core/events.ts";
import { maxToldSteps } from "../../src/core/limits.ts";
import { clientEnd, connection, figures, serverEnd } from "../narration/sample-events.ts";
import { OnScreen, type Timed } from "./explain-samples.ts";

const ends = { local: clientEnd, peer: serverEnd };

function chunk(atMs: number): Timed {
  return [atMs, { kind: "chunk-received", connection, bytes: Buffer.from("a"), heldBytes: 0 }];
}

function chunks(number: number): Timed[] {
  return Array.from({ length: number }, (_, at) => chunk(at));
}

/** The arrows of a ladder: lines between two lifelines. */
function arrows(lines: readonly string[]): string[] {
  return lines.filter((line) => /│.*│$/.test(line));
}

/** The beginnings of steps: a time, and a call. */
function steps(lines: readonly string[]): string[] {
  return lines.filter((line) => /^ *[\d.]+ ms {2}\S/.test(line) && !line.includes("│"));
}

describe("Explainer.observe()", () => {
  test("counts time from the start of the program", () => {
    const [first = ""] = new OnScreen("server").tell(chunk(12.3)).take();
    expect(first).toStartWith("   12.3 ms  recv()");
  });

  test("tells so many steps of a conversation, then that it goes on, and no more", () => {
    const screen = new OnScreen("server").tell(...chunks(maxToldSteps));
    expect(steps(screen.take()).length).toBe(maxToldSteps);
    expect(
      screen
        .tell(chunk(50))
        .take()
        .map((line) => line.trim()),
    ).toEqual(["…"]);
    expect(screen.tell(...chunks(1_000)).take()).toEqual([]);
    expect(
      steps(
        screen
          .draw()
          .tell(...chunks(3))
          .take(),
      ).length,
    ).toBe(3);
  });
});

describe("Explainer.draw()", () => {
  test("draws nothing where nothing was said", () => {
    expect(new OnScreen("client").draw().take()).toEqual([]);
    const opened: SocketEvent = { kind: "udp-socket-closed", local: clientEnd };
    const screen = new OnScreen("client").tell([1, opened]);
    screen.take();
    expect(screen.draw().take()).toEqual([]);
  });

  test("begins the next conversation", () => {
    const screen = new OnScreen("server").tell(chunk(1)).draw();
    expect(arrows(screen.take()).length).toBe(1);
    expect(screen.draw().take()).toEqual([]);
    expect(arrows(screen.tell(chunk(2), chunk(3)).draw().take()).length).toBe(2);
  });

  test("draws one FIN for each side, however many events speak of it", () => {
    const events: Timed[] = [
      [1, { kind: "client-half-closed", connection }],
      [2, { kind: "client-half-closed", connection }],
      [3, { kind: "server-half-closed", connection, reason: "keep-alive" }],
      [4, { kind: "connection-closed", connection, end: "closed" }],
    ];
    const fins = (...told: Timed[]) =>
      arrows(
        new OnScreen("server")
          .tell(...told)
          .draw()
          .take(),
      ).filter((line) => line.includes("FIN"));
    expect(fins(...events).length).toBe(2);
    // The server's own FIN was part of its close(), and nobody saw it go.
    const [, servers = ""] = fins(...events.filter(([, { kind }]) => kind !== "server-half-closed"));
    expect(servers).toContain("┄ FIN ┄");
  });

  test("bounds its arrows, and says that there were more", () => {
    const lines = new OnScreen("server").tell(...chunks(10_000)).take();
    const drawn = new OnScreen("server")
      .tell(...chunks(10_000))
      .draw()
      .take()
      .slice(lines.length);
    expect(arrows(drawn).length).toBeLessThanOrEqual(maxToldSteps + 1);
    expect(drawn.join("\n")).toContain("…");
  });

  test("names both ends, and no address where the socket is bound to all", () => {
    const header = (local: { address: string; port: number }) => {
      const event: SocketEvent = { kind: "datagram-sent", local, peer: serverEnd, bytes: Buffer.from("a"), attempt: 1 };
      return new OnScreen("client")
        .tell([1, event])
        .draw()
        .take()
        .find((line) => line.includes("server 127"));
    };
    expect(header(clientEnd)).toMatch(/^ {11}client 127\.0\.0\.1:53140 +server 127\.0\.0\.1:12000$/);
    for (const address of ["::", "0.0.0.0"]) {
      expect(header({ address, port: 48_970 })).toMatch(/^ {11}client \*:48970 +server 127\.0\.0\.1:12000$/);
    }
  });

  test("names a side as such, where its end is not known", () => {
    const lines = new OnScreen("client")
      .tell([1, { kind: "icmp-error", code: "ECONNREFUSED" }])
      .draw()
      .take();
    expect(lines.find((line) => line.startsWith("           client"))).toMatch(/^ {11}client +server$/);
  });
});

describe("Explainer, of a client's figures at the end", () => {
  const told = (last: typeof figures) =>
    new OnScreen("client")
      .tell(
        [1, { kind: "tcp-figures", when: "answered", ...ends, figures }],
        [2, { kind: "tcp-figures", when: "ended", ...ends, figures: last }],
      )
      .take()
      .filter((line) => line.includes("TCP_INFO")).length;

  test("tells them where something has happened since the reply, and else not again", () => {
    expect(told({ ...figures, segmentsIn: figures.segmentsIn + 1 })).toBe(2);
    expect(told({ ...figures })).toBe(1);
  });
});

describe("Explainer over several connections", () => {
  const conversation = (...fins: SocketEvent[]): Timed[] =>
    [
      { kind: "connected", ...ends, connectMs: 1 } as const,
      ...fins,
      { kind: "tcp-socket-closed", ...ends, reset: false, serverFinSeen: true } as const,
    ].map((event, at): Timed => [at, event]);
  const clientFin: SocketEvent = { kind: "client-sent-fin", ...ends };
  const serverFin: SocketEvent = { kind: "server-sent-fin", ...ends };

  test("tells of each whose TIME_WAIT it is", () => {
    const screen = new OnScreen("client");
    const whose = (events: Timed[]) =>
      /TIME_WAIT is the (\w+)'s/.exec(
        screen
          .tell(...events)
          .draw()
          .take()
          .join("\n"),
      )?.[1];
    expect(whose(conversation(serverFin))).toBe("server");
    expect(whose(conversation(clientFin, serverFin))).toBe("client");
  });
});
