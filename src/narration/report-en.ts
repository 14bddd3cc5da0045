/** The report page in English. */

import { formatCount, formatSeconds, many } from "../core/amounts.ts";
import { formatEndpoint as at } from "../core/endpoint.ts";
import type { ReportTexts } from "./report.ts";
import { quantitiesEn } from "./report-en-quantities.ts";
import { questionsEn } from "./report-en-questions.ts";
import { sectionsEn } from "./report-en-sections.ts";

export const reportEn: ReportTexts = {
  ...sectionsEn,
  quantity: quantitiesEn,
  question: questionsEn,

  title: { comparison: "TCP and UDP, side by side", udp: "UDP, measured", tcp: "TCP, measured" },
  subtitle: {
    comparison: "The same sentences over both protocols, and what became of them",
    measurement: "Many sentences over one protocol, and what became of them",
  },
  made: (program, startedAt) => `Measured by ${program}, ${startedAt}.`,
  selfContained: "This page is one file: it loads nothing from anywhere and prints on A4.",
  bytes: (bytes) => many(bytes, "byte"),
  sentencesOf: (bytes) => `Sentences of ${many(bytes, "byte")}`,
  yes: "yes",
  no: "no",
  notKnown: "not known",
  none: "none",
  table: (number) => `Table ${number}.`,
  figure: (number) => `Figure ${number}.`,
  way: {
    datagrams: { protocol: "UDP", how: "one socket" },
    "one-connection": { protocol: "TCP", how: "one connection" },
    "connection-per-sentence": { protocol: "TCP", how: "a connection per sentence" },
    "socket-per-datagram": { protocol: "UDP", how: "a socket per datagram" },
  },

  result: {
    slower: (slower, { size, median, low, high, pairs }) =>
      `With sentences of ${size}, an exchange took ${median} longer over ${slower} than over ${slower === "TCP" ? "UDP" : "TCP"} (the median of ${pairs} pairs; 95 % interval: ${low} to ${high}).`,
    noneShown: ({ size, low, high, pairs, error }, why) =>
      `With sentences of ${size}, this run shows no difference between TCP and UDP in the time of an exchange: ${
        {
          "holds-zero": `the 95 % interval of the difference, ${low} to ${high} (${pairs} pairs), holds 0.`,
          "within-error": `it may all be the program’s own measuring error, ${error} (95 % interval ${low} to ${high}, ${pairs} pairs).`,
          "too-few": `${pairs} pairs are too few for an interval.`,
        }[why]
      }`,
    single: (way, n, median, p99) =>
      `${way}: half of the exchanges took ${median} or less${p99 === undefined ? "" : `, and 99 of 100 took ${p99} or less`} (n = ${n}).`,
    empty: "No sentence was answered in time, so there is no exchange time to tell.",
    unanswered: (protocol, unanswered, sent) =>
      `Over ${protocol}, ${formatCount(unanswered)} of ${many(sent, "sentence")} stayed unanswered; nobody here can tell why.`,
    sentAgain: (segments) => `Over TCP none did; this kernel sent ${many(segments, "segment")} again.`,
  },
  end: {
    interrupted: () => ({
      title: "Ended early, by Ctrl-C",
      text: "All that was measured until then is on this page, and it is right: there is only less of it. Every statistic stands on the n beside it.",
    }),
    refused: ({ peer }) => ({
      title: `Nothing listens on ${at(peer)}`,
      text: "The host is there and said so: no program has this port, or no longer. What was measured before is below. Start the server there and measure again.",
    }),
    silent: ({ peer, silentMs }) => ({
      title: `${at(peer)} did not answer for ${formatSeconds(silentMs)}`,
      text: "The server may have ended, or the way to it, or a firewall drops the packets: nobody here can tell. What was measured before is below. Check the address and whether the server runs, and measure again.",
    }),
    "wrong-service": ({ peer }) => ({
      title: `What answers on ${at(peer)} is not an upper-case server`,
      text: "A reply has to be the upper case of its sentence, byte for byte, and this one was not. Check the port. The beginning of the reply, and of what it should have been:",
    }),
    "not-reachable": ({ peer, code }) => ({
      title: `${at(peer)} could not be reached any more`,
      text: `The system’s word for it is ${code}. What was measured before is below. Check the network and whether the server runs, and measure again.`,
    }),
  },
  expected: "expected",
  got: "got",
  missing: (protocol, cause) => ({
    title: `The ${protocol} server was not there (${cause})`,
    text: `So there is nothing to compare. This page tells of ${protocol === "TCP" ? "UDP" : "TCP"} alone. Start the other server too, and measure again.`,
  }),
  cause: (cause) => ({ refused: "refused: nothing listens there", silent: "silent: no answer" })[cause] ?? cause,
  fellBack:
    "This server closes the connection after each reply, as the textbook’s does. So the series went on with a connection for each sentence.",
  sampled: (every) => (every === 1 ? "" : `One sentence in ${formatCount(every)} is drawn.`),
  seriesEnded: "ended before its time.",
  loop: { open: "Open loop", closed: "Closed loop" },
  closedLoop: (window) => `the next sentence waits for a reply, with ${formatCount(window)} in flight at most.`,
  openLoop: (interval) => `a sentence is due every ${interval}, and its time counts from then.`,

  verdict: {
    "tcp-slower": "TCP took longer",
    "udp-slower": "UDP took longer",
    "none-shown": "no difference that this run can show",
  },
  boundaries: (protocol, writes, pieces, seenBy) =>
    `${protocol}: ${many(writes, "write")}, ${many(pieces, protocol === "UDP" ? "datagram" : "chunk")} (${seenBy === "server" ? "as the server saw them" : "as they came back here; the server cannot be asked"})`,
  written: "written",
  received: "received",
  outcome: {
    refused: "refused",
    silent: "silence",
    "not-reachable": "not reachable",
    answered: "answered: somebody listens there",
  },
  servers: {
    given: "named by the user",
    found: "found on the usual port",
    embedded: "embedded: started by this program, in processes of their own",
  },
};
