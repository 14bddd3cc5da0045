/** What is wrong with a command line, in English. */

import { formatCount } from "../core/amounts.ts";

export const commandLineEn = {
  unknownOption: (option: string) => `Unknown option ${option}.`,
  unknownOptionNear: (option: string, near: string) => `Unknown option ${option}. Did you mean ${near}?`,
  optionOfOthers: (option: string, programs: readonly string[]) =>
    `Unknown option ${option}: it is ${programs.map((program) => `${program}'s`).join(" and ")}.`,
  needsValue: (option: string) => `Option ${option} needs a value.`,
  takesNoValue: (option: string) => `Option ${option} takes no value.`,
  badPort: (option: string, value: string, lowest: number) =>
    `${option} ${value}: a port is a whole number from ${lowest} to 65535.`,
  badSeconds: (option: string, value: string, lowest: string, highest: string) =>
    `${option} ${value}: a time is written in seconds, like 1, 0.5 or 250ms, from ${lowest} to ${highest}.`,
  badCount: (option: string, value: string, lowest: number, highest: number) =>
    `${option} ${value}: it must be a whole number from ${formatCount(lowest)} to ${formatCount(highest)}.`,
  badSize: (option: string, value: string, lowest: number, highest: number) =>
    `${option} ${value}: a size is a number of bytes like 32, or a sweep like 16..8192, from ${formatCount(lowest)} to ${formatCount(highest)}.`,
  sweepGoesUp: (option: string, value: string) =>
    `${option} ${value}: a sweep goes from the smaller size to the larger, like 16..8192.`,
  notTogether: (one: string, other: string) => `${one} and ${other} cannot go together. Leave one of them out.`,
  notWhileMeasuring: (option: string) => `${option} has no meaning while measuring. Leave it out.`,
  measuresItsOwn: (words: string) =>
    `A measurement makes its own sentences, with numbers in them. Leave out the sentence (${words}).`,
  badPercent: (option: string, value: string) =>
    `${option} ${value}: a percentage is written like 30%, 30 or 0.5%, from 0 to 100.`,
  badLimit: (option: string, value: string, lowest: number, highest: number) =>
    `${option} ${value}: it must be none, or a whole number from ${formatCount(lowest)} to ${formatCount(highest)}.`,
  badPorts: (option: string, value: string) =>
    `${option} ${value}: ports are written like 53 or 1000-1023,1900, from 1 to 65535; or all.`,
  badNetwork: (option: string, value: string) =>
    `${option} ${value}: an address or a network is written like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.`,
  badLanguage: (value: string) => `--lang ${value}: the languages are en and ko.`,
  serverTakesNoSentence: (words: string, client: string) =>
    `A server takes no sentence (${words}). Sentences go to the client: ${client} ${words}`,
  portIsAnOption: (program: string, port: string) => `A port is given as an option: ${program} --port ${port}`,
  overDescriptorLimit: (value: number, limit: number, most: number) =>
    `--max-connections ${formatCount(value)}: this process may open ${formatCount(limit)} descriptors. Use ${formatCount(most)} or less, or raise the limit: ulimit -n`,
  seeHelp: (program: string) => `See: ${program} --help`,
};
