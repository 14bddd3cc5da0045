/** News for one who waits. */

import { describe, expect, test } from "bun:test";
import { Mailbox } from "../../src/core/mailbox.ts";

describe("Mailbox", () => {
  test("gives out in order what was put before anybody waited", async () => {
    const mailbox = new Mailbox<number>();
    for (const item of [1, 2, 3]) mailbox.put(item);
    expect([await mailbox.take(), await mailbox.take(), await mailbox.take()]).toEqual([1, 2, 3]);
  });

  test("hands over at once to one who waits", async () => {
    const mailbox = new Mailbox<string>();
    const taking = mailbox.take();
    mailbox.put("reply");
    expect(await taking).toBe("reply");
  });

  test("keeps what comes between the hand-over and the next look", async () => {
    const mailbox = new Mailbox<string>();
    const taking = mailbox.take();
    mailbox.put("overdue");
    mailbox.put("reply");
    mailbox.put("another");
    expect(await taking).toBe("overdue");
    expect(await mailbox.take()).toBe("reply");
    expect(await mailbox.take()).toBe("another");
  });

  test("gives out nothing twice, and waits where nothing is", async () => {
    const mailbox = new Mailbox<string>();
    mailbox.put("once");
    await mailbox.take();
    let taken: string | undefined;
    const taking = mailbox.take().then((item) => {
      taken = item;
    });
    await Promise.resolve();
    expect(taken).toBeUndefined();
    mailbox.put("twice");
    await taking;
    expect(taken).toBe("twice");
  });

  test("gives out falsy items too", async () => {
    const mailbox = new Mailbox<unknown>();
    for (const item of [0, "", false, null]) mailbox.put(item);
    expect([await mailbox.take(), await mailbox.take(), await mailbox.take(), await mailbox.take()]).toEqual([
      0,
      "",
      false,
      null,
    ]);
  });
});
