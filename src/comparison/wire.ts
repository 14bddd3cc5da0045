/** What went over the wire: packets that somebody counted, and the headers that the protocols' rules put on them. */

import { isIPv6 } from "../core/endpoint.ts";
import type { TcpFigures } from "../core/events.ts";
import { countedConnections } from "../core/limits.ts";
import type { TcpHeaders } from "../measurement/carrier.ts";
import type { ConnectTcp } from "../measurement/per-sentence.ts";
import type { Series } from "../measurement/record.ts";
import { NumberedSentences } from "../measurement/sentences.ts";
import { pathMtu } from "../system/path-mtu.ts";
import type { Wire } from "./record.ts";

/** Without options: RFC 791 3.1, RFC 8200 3. */
const ipHeaderBytes = { v4: 20, v6: 40 };
/** RFC 768. */
const udpHeaderBytes = 8;
/** Each fragment of IPv6 has this one more (RFC 8200 4.5). */
const fragmentHeaderBytes = 8;
/** Ethernet's, where the system does not say. */
const usualMtuBytes = 1_500;
/** RFC 9293 3.1, with the timestamp of RFC 7323 that Linux, macOS and Android put into every segment. */
const usualTcpHeaderBytes = 32;
/** Maximum segment size, selective acknowledgements, timestamp and window scale, as Linux writes them. */
const usualSynHeaderBytes = 40;

function ipBytes({ peer }: Series): number {
  return isIPv6(peer.address) ? ipHeaderBytes.v6 : ipHeaderBytes.v4;
}

/** What carries one datagram of a size where a packet may be no larger: its fragments, each with an IP header of its own. */
function fragmentsOf(series: Series, mtuBytes: number): { packets: number; headerBytes: number } {
  const isV6 = isIPv6(series.peer.address);
  const datagramBytes = series.sentenceBytes + udpHeaderBytes;
  if (datagramBytes + ipBytes(series) <= mtuBytes) return { packets: 1, headerBytes: ipBytes(series) + udpHeaderBytes };
  const eachHeaderBytes = ipBytes(series) + (isV6 ? fragmentHeaderBytes : 0);
  // All but the last carry a multiple of eight bytes (RFC 791 3.1, RFC 8200 4.5).
  const packets = Math.ceil(datagramBytes / (Math.floor((mtuBytes - eachHeaderBytes) / 8) * 8));
  return { packets, headerBytes: packets * eachHeaderBytes + udpHeaderBytes };
}

/** Datagrams: this program sent and received each itself. What they are cut into on the way is computed from its MTU. */
export function udpWire(series: Series, mtuBytes = pathMtu(series.peer) ?? usualMtuBytes): Wire {
  const { sent, answered, late, duplicates, wrong } = series.counts;
  const received = answered + late + duplicates + wrong;
  const each = fragmentsOf(series, mtuBytes);
  const headerBytes = (sent + received) * each.headerBytes;
  return {
    way: series.way,
    sentenceBytes: series.sentenceBytes,
    sentences: sent,
    packetsOut: sent * each.packets,
    packetsIn: received * each.packets,
    packets: each.packets === 1 ? "observed" : "computed",
    headerBytesPerSentence: sent === 0 ? 0 : headerBytes / sent,
    headers: "computed",
    retransmissions: null,
  };
}

/** One connection that stays: its segments, as the kernel counted them; elsewhere one each way for a sentence, acknowledged by the next. */
export function connectionWire(series: Series, headers: TcpHeaders | undefined): Wire {
  const { segmentsOut, segmentsIn, retransmissions } = series.kernel;
  const { sent, answered, late } = series.counts;
  const packetsOut = segmentsOut ?? sent;
  const packetsIn = segmentsIn ?? answered + late;
  const eachBytes = ipBytes(series) + (headers?.headerBytes ?? usualTcpHeaderBytes);
  return {
    way: series.way,
    sentenceBytes: series.sentenceBytes,
    sentences: sent,
    packetsOut,
    packetsIn,
    packets: segmentsOut === null ? "computed" : "observed",
    headerBytesPerSentence: sent === 0 ? 0 : ((packetsOut + packetsIn) * eachBytes) / sent,
    headers: headers === undefined ? "computed" : "observed",
    retransmissions,
  };
}

/** SYN, ACK, sentence, ACK of the reply, FIN, ACK of the server's FIN; SYN-ACK, ACK of the sentence, reply, FIN. RFC 9293 3.5, 3.6. */
const usualConnection = { segmentsOut: 6, segmentsIn: 4 };

/** A connection for each sentence: some more are made, and looked at closely from their SYN to their last ACK. */
export async function perSentenceWire(
  series: Series,
  connectTcp: ConnectTcp,
  connectTimeoutMs: number,
  headers: TcpHeaders | undefined,
): Promise<Wire> {
  const seen = await lookAtConnections(series, connectTcp, connectTimeoutMs);
  const sum = (count: (figures: TcpFigures) => number) => seen.reduce((total, figures) => total + count(figures), 0);
  const isSeen = seen.length > 0;
  const sentences = isSeen ? seen.length : 1;
  const packetsOut = isSeen ? sum((figures) => figures.segmentsOut) : usualConnection.segmentsOut;
  const packetsIn = isSeen ? sum((figures) => figures.segmentsIn) : usualConnection.segmentsIn;
  const header = headers?.headerBytes ?? usualTcpHeaderBytes;
  const syn = headers?.synHeaderBytes ?? usualSynHeaderBytes;
  const bytes = (packetsOut + packetsIn) * (ipBytes(series) + header) + sentences * 2 * (syn - header);
  return {
    way: series.way,
    sentenceBytes: series.sentenceBytes,
    sentences,
    packetsOut,
    packetsIn,
    packets: isSeen ? "observed" : "computed",
    headerBytesPerSentence: bytes / sentences,
    headers: headers === undefined ? "computed" : "observed",
    retransmissions: isSeen ? sum((figures) => figures.retransmissions) : null,
  };
}

/** The last figures of each connection; none where this system does not tell them. */
async function lookAtConnections(
  series: Series,
  connectTcp: ConnectTcp,
  connectTimeoutMs: number,
): Promise<TcpFigures[]> {
  const sentences = new NumberedSentences(series.sentenceBytes);
  const silenceTimeoutMs = Number.isFinite(series.replyTimeoutMs) ? series.replyTimeoutMs : 0;
  const options = { connectTimeoutMs, silenceTimeoutMs, figures: true };
  const seen: TcpFigures[] = [];
  for (let sequence = 0; sequence < countedConnections; sequence++) {
    const { promise: closed, resolve } = Promise.withResolvers<TcpFigures | undefined>();
    const connection = await connectTcp([series.peer], options, (event) => {
      if (event.kind === "tcp-figures" && event.when === "ended") resolve(event.figures);
    });
    if (Array.isArray(connection)) return seen;
    // To the end: both FINs have gone over the wire before the connection is closed, and are counted.
    const { outcome } = await connection.ask(new Uint8Array(sentences.write(sequence)), "to-end");
    const figures = await closed;
    connection.close();
    if (outcome === "replied" && figures !== undefined) seen.push(figures);
  }
  return seen;
}
