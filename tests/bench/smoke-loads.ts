/** Small loads for the gate: bursts, and one at a time. Each resolves with how many sentences were answered. */

const sentence = Buffer.from("the quick brown fox jumps over l");

/** Sends so many datagrams with one system call, waits for all replies, and again. */
export async function askInBursts(port: number, size: number, bursts: number): Promise<number> {
  let waitedFor = 0;
  let allCame = () => {};
  const clientSocket = await Bun.udpSocket({
    connect: { hostname: "127.0.0.1", port },
    socket: {
      data: () => {
        if (--waitedFor === 0) allCame();
      },
    },
  });
  const burst = Array.from({ length: size }, () => sentence);
  for (let count = 0; count < bursts; count++) {
    const { promise, resolve } = Promise.withResolvers<void>();
    [waitedFor, allCame] = [size, resolve];
    const sent = clientSocket.sendMany(burst);
    if (sent !== size) throw new Error(`the kernel took ${sent} of ${size} datagrams`);
    await promise;
  }
  clientSocket.close();
  return size * bursts;
}

/** Writes so many sentences at once over one connection, waits until as many bytes have come back, and again. */
export async function askInChunks(port: number, size: number, chunks: number): Promise<number> {
  const chunk = Buffer.concat(Array.from({ length: size }, () => sentence));
  let waitedFor = 0;
  let allCame = () => {};
  const clientSocket = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      data: (_socket, reply) => {
        waitedFor -= reply.length;
        if (waitedFor === 0) allCame();
      },
    },
  });
  for (let count = 0; count < chunks; count++) {
    const { promise, resolve } = Promise.withResolvers<void>();
    [waitedFor, allCame] = [chunk.length, resolve];
    const sent = clientSocket.write(chunk);
    if (sent !== chunk.length) throw new Error(`the kernel took ${sent} of ${chunk.length} bytes`);
    await promise;
  }
  clientSocket.end();
  return chunks;
}
