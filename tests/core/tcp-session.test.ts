/** Many sentences over connections that end when they like. */

import { describe, expect, test } from "bun:test";
import type { ConnectFailure, Exchange } from "../../src/core/exchange.ts";
import type { Framing } from "../../src/core/reply-reader.ts";
import type { TcpConnection } from "../../src/core/tcp-connection.ts";
import { TcpSession } from "../../src/core/tcp-session.ts";

const local = { address: "127.0.0.1", port: 40_000 };
const peer = { address: "127.0.0.1", port: 12_000 };
const nobody: ConnectFailure[] = [{ peer, cause: "ECONNREFUSED", waitedMs: 1 }];

/** What a connection does with a sentence. `then-closes`: the server answers, and its FIN is heard with the reply. */
type Plan = "answers" | "then-closes" | "closed" | "reset" | "reset within" | "unanswered";

/** A connection that does as planned, sentence by sentence, and notes what was done with it. */
class PlannedConnection implements TcpConnection {
  readonly local = local;
  readonly peer = peer;
  readonly connectMs = 0;
  open = true;
  constructor(
    readonly name: string,
    readonly plan: Plan[],
    readonly noted: string[],
  ) {}

  async ask(sentence: Uint8Array, framing: Framing): Promise<Exchange> {
    const text = Buffer.from(sentence).toString();
    this.noted.push(`${this.name} asked ${text}, ${framing}`);
    const step = this.plan.shift();
    if (step !== "answers") this.open = false;
    await Promise.resolve();
    switch (step) {
      case "answers":
      case "then-closes":
        return { outcome: "replied", reply: Buffer.from(text.toUpperCase()), local, peer, rttMs: 1, tries: 1 };
      case "reset":
        return { outcome: "reset", peer, partial: Buffer.alloc(0) };
      case "reset within":
        return { outcome: "reset", peer, partial: Buffer.from("H") };
      case "unanswered":
        return { outcome: "unanswered", peer, tries: 1, waitedMs: 1, partial: Buffer.alloc(0) };
      default:
        return { outcome: "closed", peer, partial: Buffer.alloc(0) };
    }
  }

  finish(): void {
    this.noted.push(`${this.name} finished`);
  }

  close(): void {
    this.noted.push(`${this.name} closed`);
  }
}

/** A session over connections named a, b, c …, each with its plan; when they are used up, nobody listens. */
function session(...plans: Plan[][]): { session: TcpSession; noted: string[]; first: PlannedConnection } {
  const noted: string[] = [];
  const [first, ...more] = plans.map((plan, index) => new PlannedConnection("abc"[index] as string, plan, noted));
  if (first === undefined) throw new RangeError("a session begins with a connection");
  const connect = async () => more.shift() ?? nobody;
  return { session: new TcpSession(first, connect, () => noted.push("told")), noted, first };
}

async function ask(one: TcpSession, sentence: string, framing: Framing = "line"): Promise<string> {
  const result = await one.ask(Buffer.from(sentence), framing);
  if (Array.isArray(result)) return "no connection";
  return result.outcome === "replied" ? Buffer.from(result.reply).toString() : result.outcome;
}

describe("TcpSession.ask()", () => {
  test("asks all over one connection, while the server keeps it", async () => {
    const { session: one, noted } = session(["answers", "answers", "answers"]);
    expect([await ask(one, "x"), await ask(one, "y"), await ask(one, "z", "to-end")]).toEqual(["X", "Y", "Z"]);
    expect(noted).toEqual(["a asked x, line", "a asked y, line", "a asked z, to-end"]);
  });

  test("connects again, and tells it, when the server closed after a reply", async () => {
    const { session: one, noted } = session(["then-closes"], ["then-closes"], ["then-closes"]);
    expect([await ask(one, "x"), await ask(one, "y"), await ask(one, "z")]).toEqual(["X", "Y", "Z"]);
    expect(noted).toEqual([
      ...["a asked x, line", "told", "a closed"],
      ...["b asked y, line", "told", "b closed"],
      "c asked z, line",
    ]);
  });

  test("connects again when the connection ended before the first sentence", async () => {
    const { session: one, noted, first } = session([], ["answers"]);
    first.open = false;
    expect(await ask(one, "x")).toBe("X");
    expect(noted).toEqual(["told", "a closed", "b asked x, line"]);
  });

  test.each(["closed", "reset"] as const)(
    "asks again, once, when an answered connection is %s under the sentence",
    async (end) => {
      const { session: one, noted } = session(["answers", end], ["answers"]);
      expect([await ask(one, "x"), await ask(one, "y")]).toEqual(["X", "Y"]);
      expect(noted).toEqual(["a asked x, line", "a asked y, line", "told", "a closed", "b asked y, line"]);
    },
  );

  test.each(["closed", "reset"] as const)("does not ask again when the new connection is %s too", async (end) => {
    const { session: one, noted } = session(["answers", end], [end], ["answers"]);
    await ask(one, "x");
    expect(await ask(one, "y")).toBe(end);
    expect(noted.at(-1)).toBe("b asked y, line");
  });

  test.each(["closed", "reset"] as const)(
    "does not ask again when a fresh connection is %s: nobody wants us there",
    async (end) => {
      const { session: one, noted } = session([end], ["answers"]);
      expect(await ask(one, "x")).toBe(end);
      expect(noted).toEqual(["a asked x, line"]);
    },
  );

  test("does not ask again on a connection that has not answered yet, though the one before had", async () => {
    const { session: one, noted } = session(["then-closes"], ["closed"], ["answers"]);
    await ask(one, "x");
    expect(await ask(one, "y")).toBe("closed");
    expect(noted.at(-1)).toBe("b asked y, line");
  });

  test("does not ask again after a reset within the reply, nor when a server is silent", async () => {
    const { session: one } = session(["answers", "reset within"], ["answers", "unanswered"], ["answers"]);
    await ask(one, "x");
    expect(await ask(one, "y")).toBe("reset");
    expect(await ask(one, "z")).toBe("Z");
    expect(await ask(one, "u")).toBe("unanswered");
    expect(await ask(one, "v")).toBe("V");
  });

  test("returns why there is no connection any more, from either place", async () => {
    const { session: one } = session(["then-closes"]);
    await ask(one, "x");
    expect(await one.ask(Buffer.from("y"), "line")).toEqual(nobody);
    const { session: other } = session(["answers", "closed"]);
    await ask(other, "x");
    expect(await other.ask(Buffer.from("y"), "line")).toEqual(nobody);
  });
});

describe("TcpSession.finish() and close()", () => {
  test("reach the connection of now", async () => {
    const { session: one, noted } = session(["then-closes"], ["answers"]);
    await ask(one, "x");
    await ask(one, "y");
    noted.length = 0;
    one.finish();
    one.close();
    expect(noted).toEqual(["b finished", "b closed"]);
  });

  test("finish() holds also for the connection that takes the last one's place", async () => {
    const { session: one, noted } = session(["answers", "closed"], ["answers"]);
    await ask(one, "x");
    const last = ask(one, "y");
    one.finish();
    expect(await last).toBe("Y");
    expect(noted.slice(1)).toEqual(["a asked y, line", "told", "a closed", "b asked y, line", "b finished"]);
  });
});
