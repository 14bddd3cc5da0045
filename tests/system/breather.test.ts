/** Whether anything else has its turn while datagrams keep coming. */

import { expect, test } from "bun:test";
import { maxTurnMs } from "../../src/core/limits.ts";
import { Breather } from "../../src/system/breather.ts";
import { selfFeeding } from "./self-feeding.ts";

test.skipIf(process.platform !== "linux")(
  "Breather lets the event loop turn where datagrams never end, and takes them again, each time (needs Linux)",
  async () => {
    let breather: Breather | undefined;
    using socket = await selfFeeding(20 * maxTurnMs, () => breather?.datagramCame());
    breather = new Breather(socket.descriptor);
    for (let time = 0; time < 3; time++) {
      const before = socket.received;
      socket.begin();
      // The timer says that the loop has turned; after its immediates the socket takes datagrams again.
      await new Promise<void>((resolve) => setTimeout(resolve, 1));
      await new Promise<void>((resolve) => setImmediate(resolve));
      expect(socket.gaveUp).toBe(false);
      expect(socket.received - before).toBeGreaterThan(100);
    }
    breather.end();
  },
  20_000,
);
