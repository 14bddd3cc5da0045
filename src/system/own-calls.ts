/** recv() by a call of our own, on the descriptor of a socket of Bun's, and what is made of it. */

import { type Pointer, ptr, read } from "bun:ffi";
import type { Conversation } from "../core/conversation.ts";
import { workbenchBytes } from "../core/limits.ts";
import { workbench } from "../core/workbench.ts";
import type { Libc } from "./libc.ts";

// asm-generic/errno-base.h, asm-generic/poll.h and linux/socket.h, the same on x86-64 and arm64.
export const EAGAIN = 11;
export const POLLIN = 1;
const POLLERR = 8;
export const MSG_DONTWAIT = 0x40;

/** Bun's socket for one client, with the conversation that is had through it. */
export type ConnectionSocket = Bun.Socket<Conversation>;

/** What the page does: sends what is owed and does what is to be done then; ends a connection that a mistake of ours was made with. */
export interface Page {
  readonly send: (socket: ConnectionSocket) => void;
  readonly error: (socket: ConnectionSocket, mistake: Error) => void;
}

/** The kernel's calls, and the memory that they are told of. */
export interface OwnCalls {
  readonly c: Libc;
  readonly roomAt: Pointer;
  readonly errorAt: number | bigint;
}

export function openOwnCalls(c: Libc | undefined): OwnCalls | undefined {
  const errorAt = c?.__errno_location();
  return c === undefined || !errorAt ? undefined : { c, roomAt: ptr(workbench().room), errorAt };
}

/** Takes what has arrived: how many bytes, 0 where FIN is next, or an error's number, negative. */
export function take({ c, roomAt, errorAt }: OwnCalls, descriptor: number): number {
  const length = c.recv(descriptor, roomAt, workbenchBytes, MSG_DONTWAIT);
  return length < 0 ? -read.i32(errorAt) : length;
}

/** Gives the processor to whoever waits for it (sched_yield(2)). Tells how many milliseconds it was away. */
export function giveAway({ c }: OwnCalls): number {
  const sinceMs = performance.now();
  c.sched_yield();
  return performance.now() - sinceMs;
}

/** Tells a conversation what {@link take} told, unless there was nothing. */
export function note(conversation: Conversation, length: number): void {
  if (length > 0) conversation.receive(workbench().put(length));
  else if (length === 0) conversation.receiveEnd();
  // The kernel says so once, and Bun would take it for the client's FIN.
  else conversation.sent(-1);
}

/** Tells whether a `struct pollfd`, of which this is the second half, says that there is something to take. A reset is left to Bun. */
export function isReadable(pollfd: number): boolean {
  return ((pollfd >> 16) & (POLLIN | POLLERR)) === POLLIN;
}
