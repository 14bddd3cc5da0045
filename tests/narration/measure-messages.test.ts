/** What measuring says, said once in each language: complete, in its script, and the same facts. */

import { describe, expect, test } from "bun:test";
import type { End } from "../../src/measurement/record.ts";
import { languages } from "../../src/narration/language.ts";
import { measureEn } from "../../src/narration/measure-en.ts";
import { measureKo } from "../../src/narration/measure-ko.ts";
import { type MeasureMessages, measureMessagesIn } from "../../src/narration/measure-language.ts";

/** Stands for any text that a message takes in, so that it is found again. */
const mark = "⟦x⟧";
const peer = { address: mark, port: 7 };
const codes = ["closed", "ECONNRESET", "timeout", "ENETUNREACH", "EPERM", "unknown", mark];

type Said<Messages> = Record<keyof Messages, readonly string[]>;

/** Every message, with whatever its text turns on. Typed so that one left out does not compile. */
function sayAll(m: MeasureMessages): Said<Omit<MeasureMessages, "compare">> {
  return {
    title: [m.title("udp", peer, mark)],
    sentencesOf: [m.sentencesOf(7_777)],
    sentencesFrom: [m.sentencesFrom(777, 7_777, 7)],
    way: Object.values(m.way),
    fellBack: [m.fellBack],
    closedLoop: [m.closedLoop(1), m.closedLoop(777)],
    openLoop: [m.openLoop(mark)],
    warmup: [m.warmup(0), m.warmup(7_777)],
    sentIn: [m.sentIn(7_777, 7_000)],
    counted: [7_000, Number.POSITIVE_INFINITY].flatMap((ms) => Object.values(m.counted(ms)).flat()),
    incident: [m.incident("777", mark)],
    countAtSize: [m.countAtSize(7_777, mark)],
    statistic: [m.statistic.minMs, m.statistic.medianMs, m.statistic.meanMs, m.statistic.maxMs],
    exchangeTime: [m.exchangeTime],
    connectTime: [m.connectTime],
    sendDelay: [m.sendDelay],
    tooFew: [m.tooFew],
    noTimes: [m.noTimes],
    jitter: [m.jitter(mark)],
    rates: [m.rates("777", mark)],
    kernel: [m.kernel(7_777, 777, 7), m.kernel(null, 777, 7_777), m.kernel(7, 7, null)],
    bytes: [m.bytes],
    perSecond: [m.perSecond],
    timesInMs: [m.timesInMs],
    interim: Object.values(m.interim),
    seconds: [m.seconds(7_000)],
    notComplete: [m.notComplete],
    endedBy: Object.entries(m.endedBy).flatMap(([kind, text]) =>
      kind === ("done" satisfies End["kind"]) ? [] : [text],
    ),
    interrupted: [m.interrupted],
    refused: [m.refused(peer, mark)],
    silent: [m.silent(peer, 7_000)],
    wrongService: [m.wrongService(peer)],
    expected: [m.expected],
    got: [m.got],
    wrongServiceAdvice: [m.wrongServiceAdvice],
    checkPort: [m.checkPort],
    notReachable: codes.map((code) => m.notReachable(peer, code, mark)),
    servers: [m.servers.given(mark), m.servers.found(mark), m.servers.embedded(mark)],
    sameHost: [m.sameHost],
    overNetwork: [m.overNetwork],
    congestionControl: [m.congestionControl(mark)],
  };
}

function sayCompare({ compare: c }: MeasureMessages): Said<MeasureMessages["compare"]> {
  const both = ["udp", "tcp"] as const;
  return {
    title: [c.title(mark)],
    missing: both.map((protocol) => c.missing(protocol, mark, mark)),
    missingCause: ["refused", "silent", mark].map(c.missingCause),
    comparedAlone: both.map((protocol) => c.comparedAlone(protocol, mark, mark, mark)),
    startBeside: [c.startBeside(mark)],
    startOrStop: [c.startOrStop(mark)],
    inTurn: [c.inTurn],
    section: Object.values(c.section).flat(),
    sectionAlone: Object.values(c.sectionAlone).flatMap((sections) => Object.values(sections).flat()),
    predicted: [c.predicted],
    measuredMedian: [c.measuredMedian],
    handshakePart: [c.handshakePart],
    roundTrips: [c.roundTrips(7)],
    tcpTakes: [c.tcpTakes("777", "7,777")],
    noWarmConnection: [c.noWarmConnection],
    tcpSlower: [c.tcpSlower(mark, mark, 7_777)],
    udpSlower: [c.udpSlower(mark, mark, 7_777)],
    tooFewPairs: [c.tooFewPairs(mark, 7_777)],
    medianOnly: [c.medianOnly],
    noneShown: [c.noneShown(mark, mark, 7_777, mark)],
    withinError: [c.withinError(mark, mark, 7_777, mark)],
    range: [c.range("777", mark)],
    tcpMinusUdp: [c.tcpMinusUdp],
    noneShownShort: [c.noneShownShort],
    sweepNote: [c.sweepNote],
    way: Object.values(c.way),
    medians: [c.medians],
    mediansAt: [c.mediansAt(7_777)],
    connect: [c.connect],
    exchange: [c.exchange],
    sum: [c.sum],
    once: [c.once],
    packetsOut: [c.packetsOut],
    packetsIn: [c.packetsIn],
    headerBytes: [c.headerBytes],
    payloadBytes: [c.payloadBytes],
    computed: [c.computed(true), c.computed(false)],
    pieces: both.map((protocol) => c.pieces(protocol, mark, 7_777, mark, mark)),
    seenBy: Object.values(c.seenBy),
    outcome: Object.values(c.outcome).map((outcome) => outcome(mark)),
    met: [c.met("udp", 777, mark, mark), c.met("tcp", 777, mark, null)],
    againByUs: [c.againByUs],
    againByKernel: [c.againByKernel],
    notTold: [c.notTold],
    noRoom: [c.noRoom(7_777)],
  };
}

function say(messages: MeasureMessages): Record<string, readonly string[]> {
  return {
    ...sayAll(messages),
    ...Object.fromEntries(Object.entries(sayCompare(messages)).map(([name, texts]) => [`compare.${name}`, texts])),
  };
}

const inEnglish = say(measureEn);
const inKorean = say(measureKo);
const names = Object.keys(inEnglish);
/** What is written alike in every language. */
const wordless = new Set(["title", "compare.range", "compare.tcpMinusUdp"]);
const hangul = /\p{Script=Hangul}/u;

describe("Messages of a measurement", () => {
  test("are those of the language", () => {
    expect(languages.map(measureMessagesIn)).toEqual([measureEn, measureKo]);
  });

  test.each(names)("%s says something in both languages, and as much in one as in the other", (name) => {
    expect(inKorean[name]?.length).toBe(inEnglish[name]?.length as number);
    for (const text of [...(inEnglish[name] ?? []), ...(inKorean[name] ?? [])]) {
      expect(text.trim()).not.toBe("");
      expect(text).not.toMatch(/undefined|null|\[object|NaN|Infinity/);
    }
  });

  test.each(names)("%s is Korean in Korean, and not in English", (name) => {
    for (const text of inEnglish[name] ?? []) expect(text).not.toMatch(hangul);
    if (!wordless.has(name)) for (const text of inKorean[name] ?? []) expect(text).toMatch(hangul);
  });

  test.each(names)("%s takes the same facts into both languages", (name) => {
    const facts = (texts: readonly string[] = []) =>
      texts.map((text) => (text.replaceAll("7초", "7 s").match(/⟦x⟧(:7)?|\b7,777\b|\b777\b|\b7 s\b/g) ?? []).sort());
    expect(facts(inKorean[name])).toEqual(facts(inEnglish[name]));
  });

  test("speak in English of one thing as of one", () => {
    const { compare } = measureEn;
    const one = [
      measureEn.sentencesOf(1),
      measureEn.warmup(1),
      measureEn.sentIn(1, 1),
      compare.roundTrips(1),
      compare.noRoom(1),
    ];
    for (const text of [...one, compare.tcpSlower(mark, mark, 1), compare.pieces("tcp", mark, 1, mark, mark)]) {
      expect(text).toMatch(/\b1 (byte|exchange|sentence|round trip|datagram|pair|chunk)\b/);
      expect(text).not.toMatch(/\b1 (bytes|exchanges|sentences|round trips|datagrams|pairs|chunks)\b/);
    }
  });

  test("name only options that there are", () => {
    const written = [...Object.values(inEnglish), ...Object.values(inKorean)]
      .flat()
      .join(" ")
      .match(/--[a-z-]+/g);
    expect([...new Set(written)].sort()).toEqual(["--connect-timeout", "--port", "--timeout"]);
  });
});

/** Particles whose form hangs on the sound of what stands before them. */
const particle = "(?:으로|로|은|는|이|가|을|를|과|와|라고|이라고)";
const glued = new RegExp(`(?:⟧|7| s)${particle}(?![\\p{Script=Hangul}])`, "u");

test.each(names)("%s glues no particle to a value in Korean", (name) => {
  for (const text of inKorean[name] ?? []) expect(text).not.toMatch(glued);
});
