/** The C library, for what Bun's sockets do not tell. Only 64-bit Linux: elsewhere the numbers differ, and nothing is guessed. */

import { dlopen, FFIType } from "bun:ffi";

const { i32, i64_fast: i64, u32, ptr, u64 } = FFIType;

const functions = {
  getsockopt: { args: [i32, i32, i32, ptr, ptr], returns: i32 },
  setsockopt: { args: [i32, i32, i32, ptr, u32], returns: i32 },
  socket: { args: [i32, i32, i32], returns: i32 },
  bind: { args: [i32, ptr, u32], returns: i32 },
  connect: { args: [i32, ptr, u32], returns: i32 },
  getsockname: { args: [i32, ptr, ptr], returns: i32 },
  recv: { args: [i32, ptr, u64, i32], returns: i32 },
  send: { args: [i32, ptr, u64, i32], returns: i32 },
  write: { args: [i32, ptr, u64], returns: i64 },
  poll: { args: [ptr, u64, i32], returns: i32 },
  close: { args: [i32], returns: i32 },
  dup3: { args: [i32, i32, i32], returns: i32 },
  readlink: { args: [ptr, ptr, u64], returns: i64 },
  isatty: { args: [i32], returns: i32 },
  getrlimit: { args: [i32, ptr], returns: i32 },
  inet_pton: { args: [i32, ptr, ptr], returns: i32 },
  inet_ntop: { args: [i32, ptr, ptr, u32], returns: ptr },
  prctl: { args: [i32, u64, u64, u64, u64], returns: i32 },
  if_nametoindex: { args: [ptr], returns: u32 },
  if_indextoname: { args: [u32, ptr], returns: ptr },
  recvmmsg: { args: [i32, ptr, u32, i32, ptr], returns: i32 },
  sendmmsg: { args: [i32, ptr, u32, i32], returns: i32 },
  epoll_ctl: { args: [i32, i32, i32, ptr], returns: i32 },
  sched_yield: { args: [], returns: i32 },
  fcntl: { args: [i32, i32, i32], returns: i32 },
  __errno_location: { args: [], returns: ptr },
} as const;

export type Libc = ReturnType<typeof open>["symbols"];

function open() {
  try {
    return dlopen("libc.so.6", functions);
  } catch {
    // musl carries its own name. Where neither is found, the caller is told so.
    return dlopen(process.arch === "arm64" ? "libc.musl-aarch64.so.1" : "libc.musl-x86_64.so.1", functions);
  }
}

let opened: Libc | undefined | "not yet" = "not yet";

/** Opens the C library at its first use. Undefined on other systems, and where it cannot be opened. */
export function libc(): Libc | undefined {
  if (opened === "not yet") opened = process.platform === "linux" ? openOrNothing() : undefined;
  return opened;
}

function openOrNothing(): Libc | undefined {
  try {
    return open().symbols;
  } catch {
    return undefined;
  }
}

/** Reads a socket option that is an int; undefined where the system says no (getsockopt(2)). */
export function intOption(c: Libc, descriptor: number, level: number, option: number): number | undefined {
  const value = new Int32Array(1);
  const length = new Uint32Array([value.byteLength]);
  return c.getsockopt(descriptor, level, option, value, length) === 0 ? value[0] : undefined;
}

/** There is room to write (asm-generic/poll.h, the same on x86-64 and arm64). */
export const POLLOUT = 4;

/** Asks for events of a descriptor (poll(2)), without waiting. Returns those there are, and errors unasked; 0: none. */
export function eventsOf(c: Libc, descriptor: number, events: number): number {
  const polled = new Int32Array([descriptor, events]); // struct pollfd: int fd, short events, short revents
  return c.poll(polled, 1, 0) > 0 ? (polled[1] as number) >>> 16 : 0;
}
