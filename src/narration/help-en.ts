/** The help of the four programs, in English. */

import type { Help } from "./topics.ts";

export const enHelp: Help = {
  usage: "Usage",
  sentence: "sentence",
  options: "options",
  examplesTitle: "Examples",
  purpose: {
    "udp-server": "Answers every datagram with its upper case, from one socket, remembering nobody.",
    "tcp-server": "Answers every connection with the upper case of what it sends, byte stream by byte stream.",
    "udp-client": "Sends a sentence in one datagram and prints the one that answers it.",
    "tcp-client": "Connects, sends a sentence, and prints the reply.",
  },
  examples: {
    "udp-server": [
      ["udp-server", "listen on every address, port 12000"],
      ["udp-server --host 127.0.0.1", "for this computer only"],
      ["udp-server --drop 30% --seed 7", "leave 30 % unanswered, the same ones each time"],
    ],
    "tcp-server": [
      ["tcp-server", "listen on every address, port 12000"],
      ["tcp-server --keep-alive 0", "close after the first reply, as the textbook's does"],
    ],
    "udp-client": [
      ["udp-client hello world", "one sentence, to localhost"],
      ["udp-client -H 192.0.2.7", "ask for the sentence at a prompt"],
      ["udp-client -q < poem.txt", "every line is a sentence; bare answers, for pipes"],
      ["udp-client --compare", "measure UDP and TCP side by side"],
      ["udp-client -c 1000 -i 10ms", "measure: a sentence every 10 ms, a thousand times"],
    ],
    "tcp-client": [
      ["tcp-client hello world", "one sentence, to localhost"],
      ["tcp-client -H 192.0.2.7", "connect, then ask for the sentence at a prompt"],
      ["tcp-client -q < poem.txt", "every line is a sentence, over one connection"],
      ["tcp-client --compare", "measure UDP and TCP side by side"],
      ["tcp-client -c 1000 --reconnect", "measure: a thousand sentences, a connection each"],
    ],
  },
  exitCodes: "Exit codes: 0 done, 1 the network failed, 2 misuse, 130 interrupted.",
  option: {
    port: "port of the server (default 12000)",
    "bind-port": "port to listen on (default 12000); 0: the system chooses one, and it is told",
    "bind-host": "listen on this address only (default: every address)",
    "server-host": "name or address of the server (default localhost)",
    "keep-alive":
      "seconds of silence after which an answered connection is closed; 0: right after the first reply (default 1)",
    "idle-timeout": "seconds after which a connection that sends nothing, or takes nothing, is let go (default 60)",
    "max-connections": "connections at once (default 10000, or what the descriptor limit allows)",
    "max-per-address":
      "connections at once from one address; none: no limit (default: 10 % of --max-connections, at least 100)",
    "min-rate":
      "bytes a second that an answered connection sends and takes on average; none: no limit (default 4; none with a --keep-alive above 1)",
    "max-lifetime": "seconds that a connection may last; none: no limit (default none)",
    rate: "replies a second to one source, up to 1500 bytes each; none: no limit (default 10000)",
    "rate-all": "the same to all sources together (default 100000)",
    "loop-limit":
      "of so many sentences in a row, the same and upper case already, one gets no reply: that ends a loop of servers; none: off (default 24)",
    "allow-source-ports": "answer these ports although services have them: 53,1000-1023, or all (default none)",
    allow: "serve this address or network only, like 192.0.2.0/24; repeatable (default: all)",
    "reply-timeout": "seconds to wait for a reply before sending again; doubled each time (default 1)",
    retries: "how many times to send again (default 3)",
    "silence-timeout": "seconds of silence after which a server is given up; 0: never (default 30)",
    "connect-timeout": "seconds to wait for the handshake with each address (default 10)",
    compare:
      "measure both protocols side by side; with neither --host nor --port it starts its own servers if none is there",
    count: "measure: so many sentences (of each size)",
    duration: "measure: for so long (of each size; default 5 where no --count is given)",
    interval:
      "measure: send one every so many seconds, whatever comes back (open loop); without it, each waits for a reply",
    size: "measure: bytes of a sentence (default 32), or a sweep that doubles: 16..8192",
    window: "measure: sentences in flight at once (default 1)",
    warmup: "measure: exchanges before the first that counts (default 100, at most 0.5 s)",
    reconnect: "measure: a connection for each sentence, as the textbook's client makes",
    "report-every": "measure: tell the figures so far every so many seconds",
    csv: "measure: write every exchange to a file",
    report: "measure: write a page with tables and plots (HTML)",
    drop: "injected: this part of the requests gets no reply, like 30% (default 0)",
    delay: "injected: seconds that each reply waits (default 0)",
    jitter: "injected: each wait is up to so many seconds longer or shorter (default 0)",
    duplicate: "injected: this part of the replies is sent twice, like 5% (default 0)",
    reorder:
      "injected: this part of the replies is held back until the client's next one has gone out, or for 0.5 s (default 0)",
    seed: "what is injected comes from this number: the same number, the same weather (default: one is chosen, and told); alone it injects nothing",
    workers:
      "so many processes share the port, the kernel spreads what arrives over them, and each has its part of the limits (Linux; default 1)",
    "quiet-server": "do not print sentences; the ready line and the totals stay",
    "quiet-client":
      "print the bare answer, byte for byte; measure: no progress, and no word of the files that were written",
    "json-server": "print one JSON object per line: listening, sentence, skipped, totals",
    "json-client":
      "print one JSON object per sentence, one a line; measure: one JSON document at the end, and nothing else",
    explain: "tell each step as it happens, on standard error",
    lang: "language of the messages: en or ko (default: the locale's)",
    "no-color": "no colours (as with NO_COLOR set)",
    help: "show this help",
    version: "show the version",
  },
};
