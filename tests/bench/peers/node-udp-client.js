/** A client with Node's dgram: node node-udp-client.js HOST PORT SENTENCE */

import { createSocket } from "node:dgram";

const [host, port, sentence] = process.argv.slice(2);
const clientSocket = createSocket("udp4");
clientSocket.on("message", (modifiedMessage) => {
  console.log(modifiedMessage.toString());
  clientSocket.close();
});
clientSocket.send(sentence, Number(port), host);
