/** From the words of the command line to options, or to what is wrong with them. */

import { isLanguage, type Language, languageOfLocale, type Messages, messagesIn } from "../narration/language.ts";
import type { Program } from "../narration/topics.ts";
import { checkMeasuring, isMeasuring } from "./measure-options.ts";
import { optionTokens } from "./option-tokens.ts";
import { takers } from "./option-values.ts";
import { Misuse, readWhole } from "./option-words.ts";
import {
  defaultOptions,
  isServer,
  type OptionKind,
  type OptionName,
  type Options,
  optionKinds,
  programOptions,
} from "./options.ts";
import { explainUnknown } from "./unknown-option.ts";
import { checkWorkers } from "./worker-options.ts";

export type CommandLine =
  | { readonly kind: "run"; readonly options: Options }
  | { readonly kind: "help" | "version"; readonly language: Language }
  | { readonly kind: "misuse"; readonly message: string };

/** Reads the command line of a program. The environment gives the language, and NO_COLOR. */
export function readCommandLine(
  program: Program,
  words: readonly string[],
  environment: Record<string, string | undefined>,
): CommandLine {
  const language = languageAsked(words) ?? languageOfLocale(environment);
  const messages = messagesIn(language);
  const options = defaultOptions(program, language);
  if (environment.NO_COLOR) options.color = false;
  try {
    const asked = takeOptions(program, words, options, messages);
    if (asked !== undefined) return { kind: asked, language };
    if (isServer(program) && options.words.length > 0) throw new Misuse(strayWords(program, options.words, messages));
    if (isMeasuring(options)) checkMeasuring(options, messages);
    if (options.limits.workers > 1) checkWorkers(options, messages);
    return { kind: "run", options };
  } catch (error) {
    if (error instanceof Misuse) return { kind: "misuse", message: `${error.message}\n${messages.seeHelp(program)}` };
    throw error;
  }
}

/** The language asked for, also where the rest of the command line is wrong: the error is told in it. */
function languageAsked(words: readonly string[]): Language | undefined {
  let value: string | undefined;
  for (let i = 0; i < words.length && words[i] !== "--"; i++) {
    const word = words[i] as string;
    if (word === "--lang") value = words[i + 1];
    else if (word.startsWith("--lang=")) value = word.slice("--lang=".length);
  }
  return isLanguage(value) ? value : undefined;
}

/** Puts every option into `options`. Returns early where the user only asks for help or for the version. */
function takeOptions(
  program: Program,
  words: readonly string[],
  options: Options,
  messages: Messages,
): "help" | "version" | undefined {
  const known = new Map<string, OptionKind>(programOptions[program].map(([name]) => [name, optionKinds[name]]));
  for (const token of optionTokens(words, known)) {
    if (token.kind === "word") {
      options.words.push(token.value);
      continue;
    }
    const { name, written, value, isInline } = token;
    const kind = known.get(name);
    if (kind === undefined) throw new Misuse(explainUnknown(program, name, written, messages));
    if (name === "help" || name === "version") return name;
    // `--host -q` is a forgotten value, not a host named -q.
    const isForgotten = value === undefined || value === "" || (!isInline && /^-(?!\d)/.test(value));
    if (kind.value !== undefined && isForgotten) throw new Misuse(messages.needsValue(written));
    if (kind.value === undefined && value !== undefined) throw new Misuse(messages.takesNoValue(written));
    options.given.add(name);
    takers[name as OptionName]?.(options, { program, written, value: value ?? "", messages });
  }
  return undefined;
}

function strayWords(program: Program, words: readonly string[], messages: Messages): string {
  const [first] = words;
  const client = program === "udp-server" ? "udp-client" : "tcp-client";
  if (words.length > 1 || first === undefined || Number.isNaN(readWhole(first))) {
    return messages.serverTakesNoSentence(words.join(" "), client);
  }
  return messages.portIsAnOption(program, first);
}
