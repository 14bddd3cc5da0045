/** Explain mode says nothing that is not so: sentences that depend on what was seen. */

import { describe, expect, test } from "bun:test";
import { type ExplainTexts, tell } from "../../src/narration/explain.ts";
import { explainEn } from "../../src/narration/explain-en.ts";
import { explainKo } from "../../src/narration/explain-ko.ts";
import { connection, figures, sampleEvents, sides } from "./sample-events.ts";

const languages: [string, ExplainTexts][] = [
  ["English", explainEn],
  ["Korean", explainKo],
];

describe.each(languages)("In %s", (_language, texts) => {
  // RFC 792: only code 3 of "destination unreachable" speaks of a port. The others come from routers and firewalls too.
  test.each(["EHOSTUNREACH", "ENETUNREACH", "EMSGSIZE", "EACCES"])(
    "ICMP's %s is not told as a host without that program",
    (code) => {
      for (const side of sides) {
        const refused = tell(texts, { kind: "icmp-error", code: "ECONNREFUSED" }, side);
        expect(refused.implied).toBeDefined();
        expect(tell(texts, { kind: "icmp-error", code }, side).implied).not.toBe(refused.implied as string);
      }
    },
  );

  test("a RST is implied where the kernel says ECONNREFUSED, and nowhere else", () => {
    const peer = { address: "127.0.0.1", port: 1 };
    const implied = (cause: string) =>
      tell(texts, { kind: "not-connected", peer, cause, waitedMs: 1 }, "client").implied;
    expect(implied("ECONNREFUSED")).toContain("RST");
    for (const cause of ["timeout", "unknown", "EHOSTUNREACH", "ENETUNREACH"]) expect(implied(cause)).toBeUndefined();
  });

  test("a write that met a reset does not wait for room", () => {
    const gone = { taken: -1, waiting: 5 };
    const full = { taken: 0, waiting: 5 };
    const reply = (bytes: typeof full) =>
      tell(texts, { kind: "reply-written", connection, ...bytes }, "server").observed;
    expect(reply(gone)).not.toBe(reply(full));
    const sentence = (bytes: typeof full) =>
      tell(texts, { kind: "sentence-written", ...connection, ...bytes }, "client").observed;
    expect(sentence(gone)).not.toBe(sentence(full));
  });

  test("the SYN-ACK that a count leaves out is a server's, and told with each of its counts", () => {
    for (const side of sides) {
      for (const when of ["connected", "answered", "ended"] as const) {
        const { implied } = tell(texts, { kind: "tcp-figures", when, ...connection, figures }, side);
        if (side === "server") expect(implied).toContain("SYN-ACK");
        else expect(implied).toBeUndefined();
      }
    }
  });

  test("what the system does not say is said to be unknown, with no number", () => {
    const unknown = [
      ...sampleEvents["tcp-figures"].filter((event) => event.figures === undefined),
      ...sampleEvents["path-mtu"].filter((event) => event.mtuBytes === undefined),
    ];
    expect(unknown.length).toBe(2);
    for (const event of unknown) expect(tell(texts, event, "client").observed).not.toMatch(/\d/);
  });
});
