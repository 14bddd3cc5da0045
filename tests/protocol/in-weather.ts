/** A UDP server in injected weather, what that weather has in store, and a client that sends much at once. */

import { type Fate, Weather, type WeatherOptions } from "../../src/core/weather.ts";
import { calm } from "../core/sky.ts";
import { openedUdp } from "./opened.ts";
import type { RawUdpPeer } from "./raw-udp-peer.ts";

/** A server in weather that is calm but for what the test says. */
export function inWeather(weather: Partial<WeatherOptions>, quiet = false) {
  return openedUdp("127.0.0.1", { weather: { ...calm, ...weather }, quiet });
}

/** What the weather has for the first so many datagrams. */
export function predicted(options: Partial<WeatherOptions>, count: number): Fate[] {
  const weather = new Weather({ ...calm, ...options });
  return Array.from({ length: count }, () => weather.next());
}

/** Sends the sentences "a0", "a1", … in one turn: they wait in the server's kernel buffer in this order. */
export async function sendAll(client: RawUdpPeer, count: number, server: RawUdpPeer["local"]): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, number) => client.send(`a${number}`, server)));
}

export async function takeAll(client: RawUdpPeer, count: number): Promise<string[]> {
  const texts: string[] = [];
  while (texts.length < count) texts.push((await client.next()).bytes.toString());
  return texts;
}
