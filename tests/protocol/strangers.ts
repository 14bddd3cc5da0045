/** A network with addresses that are not loopback's, and clients there: to the servers, strangers. */

import { run } from "../support/running.ts";
import { Namespace } from "./namespace.ts";

/** Two IPv4 hosts, two of one IPv6 network, one of another. */
export const strangers = ["10.9.0.1", "10.9.0.2", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"] as const;
export type Stranger = (typeof strangers)[number];

export function openNetwork(): Promise<Namespace> {
  return Namespace.open(...strangers.map((address) => `ip addr add ${address} dev lo`));
}

const sendMany = `
import socket, sys
source, port, count, text = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].encode()
client = socket.socket(socket.AF_INET6 if ":" in source else socket.AF_INET, socket.SOCK_DGRAM)
client.bind((source, 0))
for _ in range(count):
    client.sendto(text, (source, port))
`;

/** Sends so many datagrams from one socket of a stranger, as fast as they go, and reads no reply. */
export async function flood(
  network: Namespace,
  from: Stranger,
  port: number,
  count: number,
  text = "hello",
): Promise<void> {
  const ended = await run(network.command("python3", "-c", sendMany, from, `${port}`, `${count}`, text));
  if (ended.code !== 0) throw new Error(ended.stderr);
}

const sendOn = `
import socket, sys
source, port = sys.argv[1], int(sys.argv[2])
client = socket.socket(socket.AF_INET6 if ":" in source else socket.AF_INET, socket.SOCK_DGRAM)
client.bind((source, 0))
client.connect((source, port))
while True:
    for _ in range(10000):
        try:
            client.send(b"hello")
        except ConnectionRefusedError: # the server has ended
            pass
    print("10000 more", flush=True)
`;

/** The command of a stranger who sends datagrams as fast as they go, until it is killed. */
export function endlessFlood(network: Namespace, from: Stranger, port: number): string[] {
  return network.command("python3", "-c", sendOn, from, `${port}`);
}

const connectMany = `
import socket, sys
source, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
answers, clients = [], []
for _ in range(count):
    client = socket.create_connection((source, port), 20, (source, 0))
    clients.append(client)
    try:
        client.sendall(b"x")
        answers.append(client.recv(1).decode() or "closed")
    except OSError:
        answers.append("closed")
print(answers.count("X"), answers.count("closed"), flush=True)
sys.stdin.read()
`;

/** The command of a stranger with so many connections at once: it prints how many were answered and closed, and holds them until its input ends. */
export function crowd(network: Namespace, from: Stranger | "127.0.0.1", port: number, count: number): string[] {
  return network.command("python3", "-c", connectMany, from, `${port}`, `${count}`);
}
