/** The report page in English: questions for a lab sheet. */

import { formatCount, many } from "../core/amounts.ts";
import type { QuestionTexts } from "./report-parts.ts";

export const questionsEn: QuestionTexts = {
  handshake: (udp, tcp, ratio) =>
    `By the rules, the first answer takes one round trip over UDP and two over TCP. Here it took ${udp} and ${tcp}: a ratio of ${ratio}. Which parts of these times are no round trips at all? On a path that is ten times as long, would the ratio come nearer to 2 or go away from it, and why?`,
  loss: ({ unanswered, segments, median, max }) =>
    `Over UDP, ${many(unanswered, "sentence")} stayed unanswered; over TCP, the kernel sent ${many(segments, "segment")} again. Find the price of that in TCP’s column: its slowest exchange took ${max}, its median one ${median}. Where does the time in between come from, and which program decided to wait? (RFC 6298.) Which of the two would you choose for a voice call, and which for a file?`,
  noLoss:
    "In this run everything was answered, and this computer’s kernel sent nothing again. Sketch into the plot of the distribution how both curves would change if one packet in ten were dropped in each direction: where does UDP’s curve end, and what becomes of the right end of TCP’s? Then measure it in such weather, and compare with your sketch.",
  intervalHoldsZero: (low, high, pairs) =>
    `The 95 % interval of the difference goes from ${low} to ${high}, so it holds 0. Does this prove that TCP and UDP are equally fast? It stands on ${pairs} pairs: about how many would you need to make the interval half as wide?`,
  intervalWithinError: (low, high, error) =>
    `The 95 % interval of the difference goes from ${low} to ${high}, and 0 is not in it. Yet this page says that no difference was shown, for the program’s own measuring error is ${error}. Which of the two, the interval or the measuring error, gets smaller when you measure four times as many pairs? Think of a clock that is wrong, and of a clock that is read by an unsteady hand.`,
  intervalBesideZero: (low, high, pairs) =>
    `The 95 % interval of the difference goes from ${low} to ${high} (${pairs} pairs), and 0 is not in it. So the difference is shown: is it also large enough to matter, for a web page, a voice call, a game? Name two of the conditions below that could make it vanish.`,
  headers: ({ size, udp, tcp }) =>
    `For a sentence of ${size} and its reply, UDP carried ${udp} bytes of headers, and TCP’s one connection ${tcp}. Which share of all bytes was header, for each? From which size of sentence on is it less than 5 %? What do the TCP segments carry that carry no sentence?`,
  rate: ({ window, median, perSecond }) =>
    `In a closed loop with ${formatCount(window)} in flight, a median exchange of ${median} lets you predict how many sentences are answered in a second. Predict it, and compare with the ${perSecond} measured. Which way does the prediction miss, and why? What would a window twice as large change, and what would it not?`,
  openLoop: (interval) =>
    `Here a sentence is due every ${interval}, and its time counts from when it was due. Suppose the server stops for one second. How many exchange times show it in this open loop, and how many in a closed loop with one sentence in flight? Which of the two does a user feel?`,
  mean: (mean, median, p99) =>
    `The mean is ${mean}, the median ${median}, and p99 ${p99}. Find in the plots the exchanges that pull the mean away from the median. Which of the three would you promise to somebody who waits for one answer, and which to somebody whose page needs a hundred answers?`,
  timeout: (timeout, p90) =>
    `A reply counted as late after ${timeout}. Suppose the timeout had been ${p90}, the p90. Which rows of the table would change, and by how much? What would it cost a program that sends again after every timeout?`,
  counts:
    "Late, unanswered, duplicate, out of order: which of these counts may be other than 0 over UDP, and which over TCP? For each that TCP never shows, name the field of its header that makes it so.",
  silence:
    "Nobody listening can look like a refusal, or like silence. Which packet makes the difference, and who sends it? Why may a program that hears nothing not say that its sentence was lost?",
  warmup:
    "The first exchanges are left out as a warm-up. Name three things, on this computer or on the way, that happen in the first exchange only. For whom is the first one the only one that counts?",
};
