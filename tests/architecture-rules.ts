/** The rules of the house, as a function: source files in, what breaks a rule out. */

import { basename, dirname, posix } from "node:path";

export interface SourceFile {
  /** From the project's folder: `src/core/utf8.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Which layers and which packages the files of a layer may import. A layer that is not here has to be thought about first. */
const layers: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: RegExp }>> = {
  core: { layers: ["core"], packages: /^node:buffer$/ },
  narration: { layers: ["core", "narration", "measurement", "comparison"], packages: /^$/ },
  system: { layers: ["core", "system"], packages: /^(node:\w+(\/promises)?|bun:ffi)$/ },
  measurement: { layers: ["core", "system", "measurement", "page"], packages: /^node:perf_hooks$/ },
  comparison: {
    layers: ["core", "narration", "system", "measurement", "comparison", "page"],
    packages: /^(node:\w+(\/promises)?|echarts(\/\w+)?)$/,
  },
  terminal: {
    layers: ["core", "narration", "system", "measurement", "comparison", "terminal"],
    packages: /^(node:\w+(\/promises)?|@clack\/prompts|picocolors)$/,
  },
  page: { layers: ["core", "system"], packages: /^$/ },
};

/** The world outside: clocks, timers, streams, this process. How wide a text is printed is no matter of the world. */
const world =
  /\b(process|console|performance|Date|Bun(?!\.stringWidth\b))(?=\s*[.([])|\b(setTimeout|setInterval|setImmediate)\b/;
/** What may not be used in a layer. */
const words: Readonly<Record<string, RegExp>> = {
  core: world,
  narration: world,
  system: /\bconsole\.|\bprocess\.(?!(platform|arch|execPath)\b)\w+/,
  measurement: /\b(process|console)(?=\s*[.([])/,
  comparison: /\bconsole\./,
  terminal: /\bconsole\./,
  page: /\b(process|console)(?=\s*[.([])/,
};

const sockets = /\bBun\s*\.\s*(udpSocket|listen|connect|serve)\b/;
/** Where sockets are opened: in the pages, and where one socket carries hundreds of sentences at a time to be measured. */
const socketFiles = /^src\/([\w-]+|measurement\/(udp|tcp)-flow)\.ts$/;
const socketPackages = /^node:(net|dgram|tls|http|https|http2)$/;
/** `node:net` also has a list of networks, which opens nothing. */
const withoutSockets = /^src\/system\/allow-list\.ts node:net$/;
const anyType = /(?:[:<|&(,=]|\bas|\bextends)\s*any\b(?!["'`])|\bany\[\]/;
const defaultExport = /\bexport\s+default\b|\bas\s+default\b/;
const emptyNames = /^(index|utils?|helpers?|managers?)\.ts$|[-.](utils?|helpers?|managers?)\.ts$/;
const pageLoader = "src/comparison/pages.ts";
const maxPageLines = 165;
const maxFileLines = 180;
/** All limits stand in one file, however many there are. */
const limitsFile = "src/core/limits.ts";

/** A page is a file directly in `src`. */
function layerOf(path: string): string {
  const folder = dirname(path);
  return folder === "src" ? "page" : (folder.split("/")[1] ?? "");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

const inCode = /\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^/"'`{}]+|[\s\S]/y;
const inTemplate = /\$\{|(?:\\.|[^`\\$])+|[\s\S]/y;

/** Leaves out comments and the words of strings: they may name what code may not use. What a template inserts is code. */
function codeOf(text: string): string {
  const open: string[] = [];
  let code = "";
  for (let at = 0; at < text.length; ) {
    const isTemplate = open.at(-1) === "`";
    const pattern = isTemplate ? inTemplate : inCode;
    pattern.lastIndex = at;
    const [token] = pattern.exec(text) as RegExpExecArray;
    at += token.length;
    if (token === "`" && !isTemplate) open.push("`");
    else if (token === "${" || (token === "{" && !isTemplate)) open.push("{");
    else if ((token === "`" && isTemplate) || (token === "}" && !isTemplate)) open.pop();
    const isProse = isTemplate || /^(["'`]|\/[/*])/.test(token);
    code += isProse ? " " : token;
  }
  if (open.length > 0) throw new SyntaxError(`cannot tell code from text, near the end of: ${text.slice(0, 100)}`);
  return code;
}

/** Every import, of values and of types. Bun's scanner leaves out types; a pattern alone could be led astray. */
export function importsOf(text: string): string[] {
  const scanned = new Bun.Transpiler({ loader: "ts" }).scanImports(text).map(({ path }) => path);
  const matched = withoutComments(text).matchAll(/\b(?:from|(?:import|require)\s*\(?)\s*["']([^"']+)["']/g);
  return [...new Set([...scanned, ...[...matched].map(([, path]) => path as string)])];
}

/** Tells what in these files breaks a rule: a line for each, beginning with the path. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    [...brokenByImports(file), ...brokenByPages(file), ...brokenByWords(file), ...brokenBySize(file)].map(
      (what) => `${file.path}: ${what}`,
    ),
  );
}

function* brokenByImports({ path, text }: SourceFile): Generator<string> {
  const layer = layerOf(path);
  const rule = layers[layer];
  if (rule === undefined) {
    yield `no rule for the layer ${layer}`;
    return;
  }
  for (const imported of importsOf(text)) {
    if (socketPackages.test(imported) && !withoutSockets.test(`${path} ${imported}`))
      yield `imports ${imported}: sockets are Bun's, in the pages`;
    else if (!imported.startsWith(".")) {
      if (!rule.packages.test(imported)) yield `imports the package ${imported}`;
    } else if (!mayImport(path, posix.join(dirname(path), imported))) yield `imports ${imported}`;
  }
}

/** A page that another file imports is moved out of the main file by the bundler, and would not run; one file loads them, late. */
function* brokenByPages({ path, text }: SourceFile): Generator<string> {
  for (const { path: imported, kind } of new Bun.Transpiler({ loader: "ts" }).scanImports(text)) {
    const target = posix.join(dirname(path), imported);
    const isPage = imported.startsWith(".") && layerOf(target) === "page" && mayImport(path, target);
    const isLate = kind === "dynamic-import" && path === pageLoader;
    if (isPage && !isLate) yield `loads ${imported}: that is for ${pageLoader}, late`;
  }
}

function mayImport(path: string, target: string): boolean {
  const layer = layerOf(path);
  if (target === "package.json") return path === "src/terminal/version.ts";
  if (layer === "narration" && /^src\/(measurement|comparison)\//.test(target)) return target.endsWith("/record.ts");
  if (layer === "page" && /^src\/terminal\/run-(client|server)\.ts$/.test(target)) return true;
  return layers[layer]?.layers.includes(layerOf(target)) ?? false;
}

function* brokenByWords({ path, text }: SourceFile): Generator<string> {
  const layer = layerOf(path);
  const code = codeOf(text);
  const forbidden = words[layer]?.exec(code);
  if (forbidden) yield `uses ${forbidden[0]}`;
  if (!socketFiles.test(path) && sockets.test(code)) yield "opens a socket outside the pages";
  if (anyType.test(code)) yield "has the type any";
  if (defaultExport.test(code)) yield "has a default export";
  if (emptyNames.test(basename(path))) yield "has a name that says nothing";
  if (layer === "page") yield* brokenByRunner(withoutComments(text));
}

/** A page that is imported runs nothing: what it takes from `terminal` stands in its last line only. */
function* brokenByRunner(code: string): Generator<string> {
  const taken = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*"\.\/terminal\/[^"]+"/g)];
  const names = taken.flatMap(([, list]) => (list as string).split(",").map((name) => name.trim()));
  const rest = code.replace(/^import\s[^;]*;$/gm, "").replace(/^if \(import\.meta\.main\).*$/gm, "");
  for (const name of names) if (new RegExp(`\\b${name}\\b`).test(rest)) yield `uses ${name} where it may be imported`;
  if (!/^if \(import\.meta\.main\) .+$/m.test(code)) yield "cannot be run";
}

function* brokenBySize({ path, text }: SourceFile): Generator<string> {
  const lines = text.split("\n").length - 1;
  const most = layerOf(path) === "page" ? maxPageLines : maxFileLines;
  if (lines > most && path !== limitsFile) yield `has ${lines} lines, more than ${most}`;
}
