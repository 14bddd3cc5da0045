import { expect, test } from "bun:test";
import { readArguments } from "./arguments.ts";

const names = {
  workloads: ["udp-pp", "tcp-pp", "tcp-32"],
  clientsCan: ["udp-pp", "tcp-pp"],
  servers: ["ours", "python"],
};
const read = (...words: string[]) => readArguments(words, names);

test("readArguments() asks for all of it, five times for a second, when nothing is said", () => {
  expect(read()).toMatchObject({ rounds: 5, seconds: 1, only: [], server: [], markdown: false, clients: false });
});

test("readArguments() takes several workloads and servers", () => {
  expect(read("--only", "udp-pp", "--only", "tcp-pp", "--server=ours", "--json", "f")).toMatchObject({
    only: ["udp-pp", "tcp-pp"],
    server: ["ours"],
    json: "f",
  });
});

test.each([
  [["--rounds", "0"], "--rounds takes"],
  [["--rounds", "1.5"], "--rounds takes"],
  [["--rounds", "many"], "--rounds takes"],
  [["--seconds", "0"], "--seconds takes"],
  [["--seconds", "soon"], "--seconds takes"],
  [["--only", "udp"], "There are: udp-pp, tcp-pp, tcp-32"],
  [["--clients", "--only", "udp-pp", "--only", "tcp-32"], "cannot ask as in tcp-32. They can: udp-pp, tcp-pp"],
  [["--server", "rust"], "There are: ours, python"],
  [["--turbo"], "--turbo"],
  [["fast"], "fast"],
])("readArguments() refuses %j, and says why", (words, reason) => {
  expect(() => read(...words)).toThrow(reason);
});
