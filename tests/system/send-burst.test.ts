/** Bursts: every reply is settled once and in order, whatever the kernel takes of them. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxBurst } from "../../src/core/limits.ts";
import { Burst } from "../../src/system/send-burst.ts";

type Part = Uint8Array | number | string;

/** A socket whose kernel answers each datagram as it is told: `ok`, `full`, or an error's code. Like Bun's, `sendMany` stops at the first that is not taken. */
class Kernel {
  readonly arrived: number[] = [];
  calls = 0;
  readonly #answer: (port: number) => string;

  constructor(answer: (port: number) => string) {
    this.#answer = answer;
  }

  send(_bytes: Uint8Array, port: number, _address: string): boolean {
    this.calls++;
    const answer = this.#answer(port);
    if (answer === "full") return false;
    if (answer !== "ok") throw Object.assign(new Error(answer), { code: answer, syscall: "send" });
    this.arrived.push(port);
    return true;
  }

  sendMany(packets: readonly Part[]): number {
    this.calls++;
    for (let at = 0; at < packets.length; at += 3) {
      const port = packets[at + 1] as number;
      const answer = this.#answer(port);
      if (answer !== "ok" && answer !== "full" && at === 0) throw Object.assign(new Error(answer), { code: answer });
      if (answer !== "ok") return at / 3;
      this.arrived.push(port);
    }
    return packets.length / 3;
  }
}

/** Sends a burst of so many, each to a port of its own from 1, and tells what became of each. */
function outcomes(kernel: Kernel, size: number): string[] {
  const told: string[] = [];
  const burst = new Burst((bytes, port, address, outcome) => {
    expect([bytes[0], address]).toEqual([port, "192.0.2.1"]);
    told.push(`${port} ${outcome}`);
  });
  for (let port = 1; port <= size; port++) burst.put(kernel, Uint8Array.of(port), port, "192.0.2.1");
  burst.send(kernel);
  return told;
}

describe("Burst", () => {
  test("sends all in one call", () => {
    const kernel = new Kernel(() => "ok");
    expect(outcomes(kernel, 5)).toEqual(["1 sent", "2 sent", "3 sent", "4 sent", "5 sent"]);
    expect(kernel.calls).toBe(1);
  });

  test("sends nothing where nothing is collected", () => {
    const kernel = new Kernel(() => "ok");
    expect(outcomes(kernel, 0)).toEqual([]);
    expect(kernel.calls).toBe(0);
  });

  test("goes as soon as it is full", () => {
    const kernel = new Kernel(() => "ok");
    const burst = new Burst(() => {});
    for (let port = 1; port < maxBurst; port++) burst.put(kernel, Uint8Array.of(0), port, "192.0.2.1");
    expect(kernel.arrived).toEqual([]);
    burst.put(kernel, Uint8Array.of(0), maxBurst, "192.0.2.1");
    expect(kernel.arrived).toHaveLength(maxBurst);
  });

  test("leaves out only the one that cannot be sent", () => {
    const kernel = new Kernel((port) => (port === 3 ? "EMSGSIZE" : "ok"));
    expect(outcomes(kernel, 5)).toEqual(["1 sent", "2 sent", "3 EMSGSIZE", "4 sent", "5 sent"]);
    expect(kernel.arrived).toEqual([1, 2, 4, 5]);
  });

  test("gives up the rest where the queue is full", () => {
    const kernel = new Kernel((port) => (port >= 3 ? "full" : "ok"));
    expect(outcomes(kernel, 5)).toEqual(["1 sent", "2 sent", "3 queue-full", "4 queue-full", "5 queue-full"]);
  });

  test("sends again what an error of the past kept back", () => {
    let pastErrors = 2;
    const kernel = new Kernel(() => (pastErrors-- > 0 ? "ECONNREFUSED" : "ok"));
    expect(outcomes(kernel, 3)).toEqual(["1 sent", "2 sent", "3 sent"]);
  });

  test("settles each reply once and in order, whatever the kernel says", () => {
    const answers = fc.array(fc.constantFrom("ok", "ok", "ok", "full", "EMSGSIZE", "ENETUNREACH"), {
      maxLength: maxBurst - 1,
    });
    fc.assert(
      fc.property(answers, (said) => {
        const kernel = new Kernel((port) => said[port - 1] as string);
        const told = outcomes(kernel, said.length);
        const firstFull = said.indexOf("full");
        const expected = said.map((answer, index) => {
          if (firstFull !== -1 && index >= firstFull) return `${index + 1} queue-full`;
          return `${index + 1} ${answer === "ok" ? "sent" : answer}`;
        });
        expect(told).toEqual(expected);
        expect(kernel.arrived).toEqual(
          told.filter((one) => one.endsWith(" sent")).map((one) => Number.parseInt(one, 10)),
        );
      }),
    );
  });
});
