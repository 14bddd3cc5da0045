/** The upper-case service over datagrams with Node's dgram: node node-udp.js PORT */

import { createSocket } from "node:dgram";

// The kernel gives less; but its default does not hold 256 small datagrams.
const serverSocket = createSocket({ type: "udp4", recvBufferSize: 4 << 20 });
serverSocket.on("message", (message, client) => {
  serverSocket.send(message.toString().toUpperCase(), client.port, client.address);
});
serverSocket.bind(Number(process.argv[2]), "127.0.0.1", () => console.log("The server is ready to receive"));
