/**
 * The four pages, for a program that needs another one than its own. Never load your own: a page that runs waits for its
 * program to end, so its module never finishes, and who imports it waits for that. A program hands its own page on.
 */

export function loadUdpServer(): Promise<typeof import("../udp-server.ts")> {
  return import("../udp-server.ts");
}

export function loadTcpServer(): Promise<typeof import("../tcp-server.ts")> {
  return import("../tcp-server.ts");
}

export function loadUdpClient(): Promise<typeof import("../udp-client.ts")> {
  return import("../udp-client.ts");
}

export function loadTcpClient(): Promise<typeof import("../tcp-client.ts")> {
  return import("../tcp-client.ts");
}
