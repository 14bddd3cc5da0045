/** Every message of every language, said once with sample arguments: complete, in its script, and right in its grammar. */

import { describe, expect, test } from "bun:test";
import { newTcpTotals, newUdpTotals } from "../../src/core/totals.ts";
import type { WeatherOptions } from "../../src/core/weather.ts";
import { en, type Messages } from "../../src/narration/en.ts";
import { ko } from "../../src/narration/ko.ts";
import { refusalsEn } from "../../src/narration/refusals-en.ts";
import { causeOf } from "../../src/narration/topics.ts";

/** Stands for any text that a message takes in, so that it is found again. */
const mark = "⟦x⟧";
const peer = { address: mark, port: 7 };
const causes = ["ECONNREFUSED", "timeout", "EHOSTUNREACH", "ENETUNREACH", "EPERM", "unknown", "ENOBUFS"].map(causeOf);

const weather: WeatherOptions = {
  dropPercent: 7,
  delayMs: 777,
  jitterMs: 77,
  duplicatePercent: 0.7,
  reorderPercent: 7.7,
  seed: 777,
};

const guardReasons = Object.keys(refusalsEn.datagram) as (keyof typeof refusalsEn.datagram)[];
const turnAwayReasons = Object.keys(refusalsEn.connection) as (keyof typeof refusalsEn.connection)[];

/** Totals with so many of everything. */
function totals<Totals extends object>(empty: Totals, each: number): Totals {
  return Object.fromEntries(Object.keys(empty).map((name) => [name, each])) as Totals;
}

/** The messages of a language, each with whatever its text turns on. Typed so that one left out does not compile. */
function sayAll(messages: Messages): Record<Exclude<keyof Messages, "help">, string[]> {
  const m = messages;
  return {
    unknownOption: [m.unknownOption(mark)],
    unknownOptionNear: [m.unknownOptionNear(mark, mark)],
    optionOfOthers: [m.optionOfOthers(mark, [mark]), m.optionOfOthers(mark, [mark, mark])],
    needsValue: [m.needsValue(mark)],
    takesNoValue: [m.takesNoValue(mark)],
    badPort: [m.badPort(mark, mark, 7)],
    badSeconds: [m.badSeconds(mark, mark, mark, mark)],
    badCount: [m.badCount(mark, mark, 7, 7_777)],
    badSize: [m.badSize(mark, mark, 7, 7_777)],
    sweepGoesUp: [m.sweepGoesUp(mark, mark)],
    notTogether: [m.notTogether(mark, mark)],
    notWhileMeasuring: [m.notWhileMeasuring(mark)],
    measuresItsOwn: [m.measuresItsOwn(mark)],
    badPercent: [m.badPercent(mark, mark)],
    badLimit: [m.badLimit(mark, mark, 7, 7_777)],
    badPorts: [m.badPorts(mark, mark)],
    badNetwork: [m.badNetwork(mark, mark)],
    badLanguage: [m.badLanguage(mark)],
    serverTakesNoSentence: [m.serverTakesNoSentence(mark, mark)],
    portIsAnOption: [m.portIsAnOption(mark, mark)],
    overDescriptorLimit: [m.overDescriptorLimit(7_777, 777, 77)],
    notForEach: [m.notForEach(mark, 7, 777)],
    seeHelp: [m.seeHelp(mark)],
    unknownHost: [m.unknownHost(mark, "EAI_AGAIN"), m.unknownHost(mark, mark)],
    cannotConnect: [m.cannotConnect(mark, mark)],
    causeAt: [m.causeAt(peer, mark)],
    connectCause: causes.map((cause) => m.connectCause(cause, mark, 7_000)),
    advice: causes.map((cause) => m.advice(cause, mark)),
    replyOverdue: [m.replyOverdue(7_000, 2, 7)],
    unanswered: [m.unanswered(peer, 1, 7_000), m.unanswered(peer, 7, 7_000)],
    replyCannotFit: [m.replyCannotFit(peer, 1, 7_000, 7_777, 777), m.replyCannotFit(peer, 7, 7_000, 7_777, 777)],
    silent: [m.silent(peer, 7_000, 7_777)],
    refused: [m.refused(peer, mark)],
    reset: [m.reset(peer, 7_777)],
    closedEarly: [m.closedEarly(peer, 0), m.closedEarly(peer, 7_777)],
    notSendable: [m.notSendable(peer, mark)],
    tooLong: [m.tooLong(7_777, 777)],
    tooMuch: [m.tooMuch(peer, 7_777)],
    sentenceTooLong: [m.sentenceTooLong(7_777)],
    reconnecting: [m.reconnecting],
    nothingToSend: [m.nothingToSend],
    cannotRead: [m.cannotRead(mark)],
    cannotWrite: [m.cannotWrite(mark)],
    mistake: [m.mistake(mark, new Error(mark))],
    cannotListen: ["EADDRINUSE", "EACCES", "EADDRNOTAVAIL", mark].map((code) => m.cannotListen("UDP", mark, code, 80)),
    listening: [m.listening(mark, "TCP", mark)],
    injectedWeather: [m.injectedWeather(weather), m.injectedWeather({ ...weather, jitterMs: 0, dropPercent: 0 })],
    everyAddress: [m.everyAddress(7)],
    andMore: [m.andMore(7_777)],
    switchedOff: [m.switchedOff(mark)],
    turnedAway: turnAwayReasons.map((reason) => m.turnedAway(reason, 7_777)),
    notAnswered: guardReasons.map((reason) => m.notAnswered(reason, 7_777)),
    replyTooLong: [m.replyTooLong(7_777)],
    queueFull: [m.queueFull(7_777)],
    replyNotSendable: [m.replyNotSendable(7_777, mark)],
    cannotPrint: [m.cannotPrint(mark)],
    weatherOverflow: [m.weatherOverflow(7_777)],
    workersShare: [m.workersShare(777)],
    oneServes: [m.oneServes(777)],
    workerEnded: [m.workerEnded(mark, 0), m.workerEnded(mark, 7_000)],
    workerFailed: [m.workerFailed(mark)],
    stopping: [m.stopping],
    stillOpen: [m.stillOpen(7_777)],
    workersUnreported: [m.workersUnreported(7_777, 7_000)],
    udpTotals: m.udpTotals(totals(newUdpTotals(), 7_777)),
    tcpTotals: m.tcpTotals(totals(newTcpTotals(), 7_777)),
  };
}

const inEnglish = sayAll(en);
const inKorean = sayAll(ko);
const names = Object.keys(inEnglish) as (keyof typeof inEnglish)[];
/** What has no word of its own in any language. */
const wordless = new Set<string>(["causeAt"]);
const hangul = /\p{Script=Hangul}/u;

describe("Messages", () => {
  test("exist in both languages under the same names", () => {
    const keys = (messages: Messages) => Object.keys(messages).sort();
    expect(keys(ko)).toEqual(keys(en));
    expect([...names, "help"].sort()).toEqual(keys(en));
  });

  test.each(names)("%s says something in both languages, and as much in one as in the other", (name) => {
    expect(inKorean[name].length).toBe(inEnglish[name].length);
    for (const text of [...inEnglish[name], ...inKorean[name]]) {
      expect(text.trim()).not.toBe("");
      expect(text).not.toMatch(/undefined|\[object|NaN|Infinity/);
    }
  });

  test.each(names)("%s is Korean in Korean, and not in English", (name) => {
    for (const text of inEnglish[name]) expect(text).not.toMatch(hangul);
    if (!wordless.has(name)) for (const text of inKorean[name]) expect(text).toMatch(hangul);
  });

  test.each(names)("%s takes the same facts into both languages", (name) => {
    const facts = (texts: readonly string[]) =>
      texts.map((text) => new Set(text.replaceAll("7초", "7 s").match(/⟦x⟧(:7)?|\b7,777\b|\b777\b|\b7 s/g)));
    expect(facts(inKorean[name])).toEqual(facts(inEnglish[name]));
  });

  test("leave out of the totals what did not happen", () => {
    for (const messages of [en, ko]) {
      expect(messages.udpTotals(newUdpTotals()).length).toBe(1);
      expect(messages.tcpTotals(newTcpTotals()).length).toBe(1);
      expect(messages.udpTotals({ ...newUdpTotals(), "queue-full": 1 }).length).toBe(2);
    }
  });

  test("speak in English of one thing as of one", () => {
    const one = [
      ...[
        en.silent(peer, 1_000, 1),
        en.reset(peer, 1),
        en.unanswered(peer, 1, 1_000),
        en.replyCannotFit(peer, 1, 1_000, 7, 7),
        en.turnedAway("too-many", 1),
      ],
      ...[en.replyTooLong(1), en.queueFull(1), en.replyNotSendable(1, mark), en.notAnswered("own-port", 1)],
      en.weatherOverflow(1),
      en.stillOpen(1),
      ...en.udpTotals(totals(newUdpTotals(), 1)).slice(0, 1),
      ...en.tcpTotals(totals(newTcpTotals(), 1)).slice(0, 1),
    ];
    for (const text of one) expect(text).not.toMatch(/\b1 (bytes|datagrams|connections|tries)\b/);
  });

  test("name every option as the programs do", () => {
    const written = [...Object.values(inEnglish), ...Object.values(inKorean)]
      .flat()
      .join(" ")
      .match(/--[a-z-]+/g);
    const weathers = ["--drop", "--delay", "--jitter", "--duplicate", "--reorder", "--seed"];
    const timeouts = ["--timeout", "--connect-timeout"];
    const limits = ["--max-connections", "--max-per-address", "--min-rate", "--max-lifetime", "--rate", "--rate-all"];
    const more = ["--loop-limit", "--allow-source-ports", "--allow", "--workers"];
    const known = ["--lang", "--port", "--host", "--help", ...timeouts, ...limits, ...more, ...weathers];
    expect([...new Set(written)].sort()).toEqual(known.sort());
  });
});

/** Particles whose form, or whose being right at all, depends on the sound of what stands before them. */
const particle = "(?:으로|로|은|는|이|가|을|를|과|와|의|에서|에게|에|도|만|까지|부터|라고|라는)";
/** A value, as {@link sayAll} put it in, with a particle glued to it: the mark, a number, or seconds. */
const glued = new RegExp(`(?:⟧|\\d| s)${particle}(?![\\p{Script=Hangul}])`, "u");

describe("Korean messages", () => {
  test.each(names)("%s glues no particle to a value", (name) => {
    for (const text of inKorean[name]) expect(text).not.toMatch(glued);
  });

  test("would be found out, if one did", () => {
    for (const text of ["⟦x⟧은 모르는", "⟦x⟧를 찾", "포트 7로 ", "7 s에 ", "(⟦x⟧가)", "7,777을."])
      expect(text).toMatch(glued);
    for (const text of ["7개", "7바이트", "⟦x⟧ 이하로", "7번 보내고", "777 이하"]) expect(text).not.toMatch(glued);
  });
});
