/** Sends to the address in its argument until the kernel does not simply take it; prints the last answer. */

export {}; // a module: its awaits stand at the top

const [address = ""] = process.argv.slice(2);
const errors: string[] = [];
const socket = await Bun.udpSocket({
  hostname: "::",
  socket: { data() {}, error: (...news: unknown[]) => void errors.push(`${news}`) },
});
let last = true;
// A send buffer of 208 KiB has room for about a hundred.
for (let sent = 0; last && sent < 10_000; sent++) last = socket.send(Buffer.alloc(1_000), 12_000, address);
console.log(JSON.stringify({ last, errors }));
process.exit();
