/** Answers, in one tick, a peer that ICMP calls unreachable and then one that listens; prints what became of both. */

import { sendto } from "../../src/system/sendto.ts";

const [address = "", unreachablePort = "0"] = process.argv.slice(2);

const { promise: arrived, resolve } = Promise.withResolvers<string>();
const noted: string[] = [];
const live = await Bun.udpSocket({ hostname: address, socket: { data: (_socket, bytes) => resolve(`${bytes}`) } });
const serverSocket = await Bun.udpSocket({
  hostname: "::",
  socket: { data() {}, error: () => void noted.push("icmp") },
});

const toUnreachable = sendto(serverSocket, Buffer.from("to nobody"), Number(unreachablePort), address);
const toLive = sendto(serverSocket, Buffer.from("to the living"), live.port, address);
const heard = toLive === "sent" ? await arrived : "nothing";

console.log(JSON.stringify({ toUnreachable, toLive, heard }));
process.exit();
