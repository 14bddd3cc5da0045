/** A client with Node's net: node node-tcp-client.js HOST PORT SENTENCE */

import { connect } from "node:net";

const [host, port, sentence] = process.argv.slice(2);
const clientSocket = connect(Number(port), host, () => clientSocket.end(sentence));
clientSocket.on("data", (modifiedSentence) => console.log(modifiedSentence.toString()));
