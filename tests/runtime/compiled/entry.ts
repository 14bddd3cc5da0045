/** A small program to be compiled: says what it was started with, and loads the other file when it is told to. */

const socket = await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data() {} } });
const words = process.argv.slice(2);
console.log(JSON.stringify({ words, fromDotenv: process.env.FROM_DOTENV ?? "nothing", fd: "fd" in socket }));
socket.close();
if (words.includes("load")) {
  const { file } = await import("./later.ts");
  console.log(file === import.meta.url ? "from the same file" : "from a file of its own");
}
