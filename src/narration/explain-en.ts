/** Explain mode, in English. */

import { formatCount, many } from "../core/amounts.ts";
import type { ExplainTexts } from "./explain.ts";
import { tcpStepsEn } from "./explain-en-tcp.ts";
import { udpStepsEn } from "./explain-en-udp.ts";

export const explainEn: ExplainTexts = {
  title: (program) => `${program}, explained`,
  observed: "seen by this program, or told by its kernel",
  implied: "implied by the standard: nobody here saw it, so it has no time",
  finerPoint: "one of the textbook's finer points",
  clock: "Times count from the start of the program.",
  ladderTitle: "The conversation (without the kernels' acknowledgements)",
  client: "client",
  server: "server",
  bytes: (bytes) => many(bytes, "byte"),
  skipped: (conversations) => `(${many(conversations, "more conversation")}, not told)`,

  tell: {
    ...udpStepsEn,
    ...tcpStepsEn,
    mistake: ({ mistake }) => ({
      call: "—",
      bun: "error()",
      observed: `A mistake of this program: ${mistake.message}`,
    }),
  },

  point: {
    "lines-in-chunk": ({ lines }) =>
      `This one chunk holds ${lines} lines. If they were written one by one, the stream has joined them: TCP keeps the order of bytes, not the borders of writes.`,
    "character-cut": ({ heldBytes }) =>
      `The chunk ends inside a character: its first ${heldBytes === 1 ? "byte waits" : `${heldBytes} bytes wait`} for the rest. The textbook's decode() would fail here.`,
    "reply-in-chunks": ({ chunks }) =>
      `The reply came in ${chunks} chunks. The textbook's one recv() would have taken the first for all.`,
    fragmented: ({ bytes, mtuBytes, fragments }) =>
      `${formatCount(bytes)} bytes do not fit packets of ${formatCount(mtuBytes)}: IP cuts this datagram into ${fragments} fragments. If one is lost, all are.`,
    "answered-after-retry": ({ tries }) =>
      `Answered after try ${tries}. Which of them this reply answers nobody can tell: they are alike (Karn's problem, RFC 6298, 3).`,
    "refused-is-not-silence": () =>
      "Refused is not silence: a host answered that nobody has that port. Silence says nothing.",
    "silence-has-no-cause": () =>
      "Silence proves nothing: only a counter at the other end could say that a datagram was lost.",
    "time-wait": ({ whose }) =>
      whose === "client"
        ? "The client's FIN was first, so TIME_WAIT is the client's: its kernel keeps this port pair for a while (Linux: 60 s)."
        : "The server's FIN was first, so TIME_WAIT is the server's: its kernel keeps this port pair for a while (Linux: 60 s).",
  },
};
