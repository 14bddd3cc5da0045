/** What became of each sentence: the ledger against the one on paper, whatever happens in whatever order. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { Ledger, type Remembered } from "../../src/measurement/ledger.ts";
import { LedgerModel } from "./ledger-model.ts";

/** The two side by side. */
interface Pair {
  readonly ledger: Ledger;
  readonly model: LedgerModel;
  readonly told: Remembered[];
  readonly sentMs: number[];
  nowMs: number;
}

/** Something that happens; time goes on before it. */
type Step = (pair: Pair) => void;

/** Which sentence: counted back from the newest one, and the next ones that are not sent yet among them. */
const back = fc.integer({ min: -2, max: 12 });

const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.nat(40),
    fc.oneof(
      { weight: 4, arbitrary: fc.nat(30).map((delayMs) => sent(delayMs)) },
      { weight: 6, arbitrary: back.map((n) => reply(n)) },
      { weight: 2, arbitrary: fc.constant(expire) },
      { weight: 1, arbitrary: back.map((n) => giveUp(n)) },
      { weight: 1, arbitrary: fc.constant(giveUpAll) },
    ),
  )
  .map(([laterMs, happens]) => (pair: Pair) => {
    pair.nowMs += laterMs;
    happens(pair);
  });

function sent(delayMs: number): Step {
  return ({ ledger, model, nowMs, sentMs }) => {
    expect(ledger.sent(nowMs - delayMs, nowMs)).toBe(model.sent(nowMs));
    sentMs.push(nowMs);
    expect(ledger.remembered(sentMs.length - 1)).toEqual({
      sequence: sentMs.length - 1,
      dueMs: nowMs - delayMs,
      sentMs: nowMs,
    });
  };
}

function reply(n: number): Step {
  return ({ ledger, model, nowMs }) => {
    const sequence = model.sentences - 1 - n;
    if (sequence >= 0) expect(ledger.reply(sequence, nowMs)).toBe(model.reply(sequence, nowMs));
  };
}

function expire({ ledger, model, nowMs }: Pair): void {
  expect(ledger.expire(nowMs)).toBe(model.expire(nowMs));
}

/** Of one that is forgotten, too: it must not be taken for the one in its place. */
function giveUp(n: number): Step {
  return ({ ledger, model, sentMs }) => {
    const sequence = model.sentences - 1 - n;
    if (sequence < 0 || sequence >= sentMs.length) return;
    ledger.giveUp(sequence);
    model.giveUp(sequence);
  };
}

function giveUpAll({ ledger, model }: Pair): void {
  expect(ledger.giveUpAll()).toBe(model.expire(Number.POSITIVE_INFINITY));
}

function open(capacity: number, replyTimeoutMs: number, firstCounted: number): Pair {
  const told: Remembered[] = [];
  const ledger = new Ledger(replyTimeoutMs, capacity, (sentence) => told.push(sentence));
  ledger.firstCounted = firstCounted;
  return { ledger, model: new LedgerModel(replyTimeoutMs, capacity, firstCounted), told, sentMs: [], nowMs: 0 };
}

function expectAlike({ ledger, model, told, sentMs }: Pair): void {
  expect(ledger.counts).toEqual(model.counts);
  expect(ledger.waiting).toBe(model.waiting);
  expect(ledger.deadlineMs()).toBe(model.deadlineMs);
  expect(told.map(({ sequence }) => sequence)).toEqual(model.unanswered);
  for (const sentence of told) expect(sentence.sentMs).toBe(sentMs[sentence.sequence] as number);
}

const anyRun = fc.tuple(
  fc.integer({ min: 1, max: 8 }),
  fc.constantFrom(1, 30, 100, Number.POSITIVE_INFINITY),
  fc.nat(6),
  fc.array(step, { maxLength: 60 }),
);

describe("Ledger", () => {
  test("is its model's like after every step, when it remembers one to eight sentences", () => {
    fc.assert(
      fc.property(anyRun, ([capacity, replyTimeoutMs, firstCounted, steps]) => {
        const pair = open(capacity, replyTimeoutMs, firstCounted);
        for (const happens of steps) {
          happens(pair);
          expectAlike(pair);
        }
        pair.ledger.close();
        pair.model.close();
        expectAlike(pair);
        const { sent, answered, late, unanswered } = pair.ledger.counts;
        expect(sent).toBe(answered + late + unanswered);
        // What comes after the end changes nothing.
        for (let n = 0; n < 12; n++) reply(n)(pair);
        expectAlike(pair);
      }),
      { seed: 12_000, numRuns: 2_000 },
    );
  });
});
