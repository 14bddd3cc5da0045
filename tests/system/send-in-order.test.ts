/** Datagrams in one call: they go in their order, up to the first that the kernel does not take. */

import { describe, expect, test } from "bun:test";
import { sendInOrder } from "../../src/system/send-in-order.ts";

type Part = Uint8Array | number | string;

/** A socket whose kernel answers the datagrams as it is told, one after another: `ok`, `full`, or an error's code. */
class Kernel {
  readonly arrived: number[] = [];
  calls = 0;
  readonly #answers: string[];

  constructor(...answers: string[]) {
    this.#answers = answers;
  }

  send(bytes: Uint8Array): boolean {
    this.calls++;
    const answer = this.#answers.shift() ?? "ok";
    if (answer === "full") return false;
    if (answer !== "ok") throw Object.assign(new Error(answer), { code: answer });
    this.arrived.push(bytes[0] as number);
    return true;
  }

  /** Like Bun's: it throws for the first only, and else tells how many went. */
  sendMany(packets: readonly Part[]): number {
    this.calls++;
    for (let at = 0; at < packets.length; at += 3) {
      const answer = this.#answers.shift() ?? "ok";
      if (answer !== "ok" && answer !== "full" && at === 0) throw Object.assign(new Error(answer), { code: answer });
      if (answer !== "ok") return at / 3;
      this.arrived.push((packets[at] as Uint8Array)[0] as number);
    }
    return packets.length / 3;
  }
}

function send(kernel: Kernel, count: number) {
  const datagrams = Array.from({ length: count }, (_, i) => Uint8Array.of(i));
  return sendInOrder(kernel, datagrams, 12_000, "192.0.2.1");
}

describe("sendInOrder()", () => {
  test("sends all in one call", () => {
    const kernel = new Kernel();
    expect(send(kernel, 5)).toEqual({ sent: 5, outcome: "sent" });
    expect([kernel.arrived, kernel.calls]).toEqual([[0, 1, 2, 3, 4], 1]);
  });

  test("sends on where an error of the past came in between", () => {
    const kernel = new Kernel("ok", "ok", "ECONNREFUSED", "ECONNREFUSED", "ok");
    expect(send(kernel, 5)).toEqual({ sent: 5, outcome: "sent" });
    expect(kernel.arrived).toEqual([0, 1, 2, 3, 4]);
  });

  test("stops where the queue is full, and sends none of the rest", () => {
    const kernel = new Kernel("ok", "ok", "full", "full");
    expect(send(kernel, 5)).toEqual({ sent: 2, outcome: "queue-full" });
    expect(kernel.arrived).toEqual([0, 1]);
  });

  test("stops with the kernel's word at one that cannot be sent, so that none overtakes it", () => {
    const kernel = new Kernel("ENETUNREACH", "ENETUNREACH", "ENETUNREACH");
    expect(send(kernel, 3)).toEqual({ sent: 0, outcome: "ENETUNREACH" });
    expect(kernel.arrived).toEqual([]);
  });

  test("sends nothing where there is nothing", () => {
    expect(send(new Kernel(), 0)).toEqual({ sent: 0, outcome: "sent" });
  });
});
