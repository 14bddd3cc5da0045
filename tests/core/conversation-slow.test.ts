/** Conversations that move too little, or last too long. */

import { describe, expect, test } from "bun:test";
import { idleSweeps, keepAliveSweeps, Talk } from "./talk.ts";

/** The idle time of these talks is 600 ms: at 100 bytes a second, 60 bytes are asked for in it. */
const minRate = 100;

/** Says something every second sweep until something is due, at most for so many sweeps. Returns what, and when. */
function chat(talk: Talk, sentence: string, most = 1_000): readonly [string, number] {
  for (let sweep = 1; sweep <= most; sweep++) {
    if (sweep % 2 === 1) talk.says(sentence);
    const due = talk.conversation.sweep(false);
    if (due !== undefined) return [due, sweep];
  }
  return ["nothing", most];
}

describe("Conversation.sweep() and the minimum rate", () => {
  test("lets go who sends a byte now and then, after one idle time", () => {
    const talk = new Talk({ minRate });
    expect(chat(talk, "x")).toEqual(["too-slow", idleSweeps]);
    talk.conversation.finish("too-slow");
    expect(talk.totals).toMatchObject({ tooSlow: 1, givenUp: 0 });
  });

  test("counts what is sent and what is taken together", () => {
    // At least three times in an idle time of seven sweeps: 3 x 10 bytes sent, and as many taken.
    expect(chat(new Talk({ minRate }), "1234567890")[0]).toBe("nothing");
    expect(chat(new Talk({ minRate }), "123456789")[0]).toBe("too-slow");
  });

  test("asks again in each idle time, however much was moved before", () => {
    const talk = new Talk({ minRate });
    talk.says("a".repeat(100_000));
    expect(chat(talk, "x")).toEqual(["too-slow", 2 * idleSweeps]);
  });

  test("begins with the first reply: who thinks for long before has the whole time", () => {
    const talk = new Talk({ minRate });
    expect(talk.sweepUntilDue(idleSweeps - 1)[0]).toBe("nothing");
    expect(chat(talk, "x")).toEqual(["too-slow", idleSweeps]);
  });

  test("lets a silent one stay for the keep-alive time all the same, and calls it that", () => {
    const talk = new Talk({ minRate });
    talk.says("hello");
    expect(talk.sweepUntilDue()).toEqual(["keep-alive", keepAliveSweeps]);
  });

  test("cuts off who takes a long reply byte by byte", () => {
    const talk = new Talk({ minRate });
    talk.says("a".repeat(10_000), 1);
    for (let sweep = 1; sweep < idleSweeps; sweep++) {
      expect(talk.conversation.sweep(false)).toBeUndefined();
      talk.kernelTakes(1);
    }
    expect(talk.conversation.sweep(false)).toBeUndefined(); // the 10,000 that were sent count, in the first idle time
    for (let sweep = 1; sweep < idleSweeps; sweep++) {
      talk.kernelTakes(1);
      expect(talk.conversation.sweep(false)).toBeUndefined();
    }
    expect(talk.conversation.sweep(false)).toBe("cut-off");
  });

  test("stays with who takes it fast enough, and with all where there is no minimum", () => {
    for (const [options, room] of [
      [{ minRate }, 10],
      [{ minRate: 0 }, 1],
    ] as const) {
      const talk = new Talk(options);
      talk.says("a".repeat(10_000), 0);
      for (let sweep = 0; sweep < 10 * idleSweeps; sweep++) {
        talk.kernelTakes(room);
        expect(talk.conversation.sweep(false)).toBeUndefined();
      }
    }
  });
});

describe("Conversation.sweep() and the lifetime", () => {
  const maxLifetimeMs = 2_000;
  const lifetimeSweeps = 21;

  test("ends the busiest conversation when its time is over", () => {
    const talk = new Talk({ maxLifetimeMs });
    expect(chat(talk, "a".repeat(1_000))).toEqual(["lifetime", lifetimeSweeps]);
    talk.conversation.finish("lifetime");
    expect(talk.conversation.next()).toBe("half-close");
    expect(talk.totals.lifetimeOver).toBe(1);
  });

  test("finishes what is owed first, and is due once", () => {
    const talk = new Talk({ maxLifetimeMs });
    talk.says("hello", 0);
    for (let sweep = 1; sweep < lifetimeSweeps; sweep++) {
      if (sweep % 5 === 0) talk.kernelTakes(1);
      expect(talk.conversation.sweep(false)).toBeUndefined();
    }
    expect(talk.conversation.sweep(false)).toBe("lifetime");
    talk.conversation.finish("lifetime");
    expect(talk.conversation.next()).toBe("wait for room");
    expect(talk.conversation.sweep(false)).toBeUndefined();
    talk.kernelTakes();
    expect(talk.conversation.next()).toBe("half-close");
  });

  test("is as long as it likes where none is set", () => {
    expect(chat(new Talk(), "a".repeat(1_000), 10_000)[0]).toBe("nothing");
  });
});
