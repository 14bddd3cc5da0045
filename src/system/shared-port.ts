/** One port for several processes of this program, and for nobody else's: what SO_REUSEPORT (socket(7)) gives, and what it leaves open. */

import { type Endpoint, isAnyAddress, isIPv6 } from "../core/endpoint.ts";
import { errorName, lastError } from "./errno.ts";
import { errorCode } from "./error-code.ts";
import { type Libc, libc } from "./libc.ts";
import { familyOf, SOCK_CLOEXEC, SOCK_DGRAM, SOCK_STREAM, socketAddress } from "./socket-address.ts";

// asm-generic/socket.h, linux/in6.h, the same on x86-64 and arm64.
const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const SO_REUSEPORT = 15;
const SO_BINDTODEVICE = 25;
const IPPROTO_IPV6 = 41;
const IPV6_V6ONLY = 26;

/** Tells whether the kernel spreads what arrives at a port over the sockets that share it. Elsewhere the last one gets all. */
export function isPortSharable(): boolean {
  return libc() !== undefined;
}

export interface HeldPort {
  /** The one that the kernel chose, where it was asked to. */
  readonly port: number;
  release(): void;
}

/**
 * Takes a port for our workers, before there are any. The socket is bound as any server's is, so this throws `EADDRINUSE`
 * where anybody has the port, another group of workers too. Then it lets in sockets that share, which are this user's
 * alone: the kernel compares what both want at the moment of `bind()`. Nobody else's bind succeeds while it is there, even when all
 * workers are gone, but for UDP at all addresses: then another single address can be taken while there is no worker; and however we end, the kernel lets go of it. It never receives anything.
 *
 * Throws an error with the kernel's word as its `code`. Only where {@link isPortSharable}.
 */
export function holdPort(protocol: "udp" | "tcp", local: Endpoint): HeldPort {
  const c = libc();
  if (c === undefined) throw new Error("no port can be shared here");
  const descriptor = protocol === "udp" ? boundSocket(c, SOCK_DGRAM, local) : boundTcpSocket(c, local);
  setOption(c, descriptor, SO_REUSEPORT, 1);
  const port = portOf(c, descriptor);
  if (protocol === "udp") deafen(c, descriptor, { address: local.address, port });
  return { port, release: () => void c.close(descriptor) };
}

/** It does not listen, so no connection comes here. */
function boundTcpSocket(c: Libc, local: Endpoint): number {
  try {
    return boundSocket(c, SOCK_STREAM, local);
  } catch (error) {
    if (errorCode(error) !== "EADDRINUSE") throw error;
  }
  // Perhaps it is only that connections of a server that has ended are in TIME_WAIT. SO_REUSEADDR gets past them, and not
  // past who listens. It is taken back at once: two sockets that have it, and do not listen, let each other in.
  const descriptor = boundSocket(c, SOCK_STREAM, local, true);
  setOption(c, descriptor, SO_REUSEADDR, 0);
  return descriptor;
}

function boundSocket(c: Libc, type: number, local: Endpoint, reuseAddress = false): number {
  const descriptor = c.socket(familyOf(local.address), type | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw lastSystemError(c);
  if (reuseAddress) setOption(c, descriptor, SO_REUSEADDR, 1);
  if (isIPv6(local.address)) setOption(c, descriptor, IPV6_V6ONLY, 0, IPPROTO_IPV6); // as Bun's sockets
  const address = socketAddress(c, local);
  if (c.bind(descriptor, address, address.length) !== 0) throw closing(c, descriptor);
  return descriptor;
}

/**
 * Connected to itself, a UDP socket hears nobody else, and no server answers its own endpoint. Bound to the loopback device, it
 * also stands apart from the workers: among them, its part would go to one of them. (That takes Linux 5.7, or root.)
 */
function deafen(c: Libc, descriptor: number, { address, port }: Endpoint): void {
  const loopback = isIPv6(address) ? "::ffff:127.0.0.1" : "127.0.0.1"; // where IPv6 is switched off, there is no ::1
  const itself = socketAddress(c, { address: isAnyAddress(address) ? loopback : address, port });
  if (c.connect(descriptor, itself, itself.length) !== 0) throw closing(c, descriptor);
  const device = Buffer.from("lo\0");
  c.setsockopt(descriptor, SOL_SOCKET, SO_BINDTODEVICE, device, device.length);
}

function portOf(c: Libc, descriptor: number): number {
  const name = Buffer.alloc(28); // struct sockaddr_in6, the longer one
  c.getsockname(descriptor, name, new Uint32Array([name.length]));
  return name.readUInt16BE(2);
}

function setOption(c: Libc, descriptor: number, option: number, value: number, level = SOL_SOCKET): void {
  const bytes = new Int32Array([value]);
  c.setsockopt(descriptor, level, option, bytes, bytes.byteLength);
}

/** The kernel's error, which closing the socket must not replace. */
function closing(c: Libc, descriptor: number): Error {
  const error = lastSystemError(c);
  c.close(descriptor);
  return error;
}

function lastSystemError(c: Libc): Error {
  const code = errorName(lastError(c));
  return Object.assign(new Error(`the kernel says ${code}`), { code });
}
