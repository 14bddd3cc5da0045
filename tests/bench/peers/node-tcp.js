/**
 * The upper-case service over streams with Node's net: node node-tcp.js PORT [once]
 *
 * `once`: a connection is closed after its first reply, as the textbook's server does.
 */

import { createServer } from "node:net";

const once = process.argv[3] === "once";

const server = createServer((connectionSocket) => {
  connectionSocket.setNoDelay();
  connectionSocket.setEncoding("utf8"); // keeps back what is only part of a character
  connectionSocket.on("data", (text) => {
    if (once) return connectionSocket.end(text.toUpperCase());
    if (!connectionSocket.write(text.toUpperCase())) connectionSocket.pause();
  });
  connectionSocket.on("drain", () => connectionSocket.resume());
  connectionSocket.on("error", () => connectionSocket.destroy());
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => console.log("The server is ready to receive"));
