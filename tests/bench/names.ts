/** What the bench can be asked for. */

import type { Names } from "./arguments.ts";
import { servers } from "./servers.ts";
import { workloads } from "./workloads.ts";

export const names: Names = {
  workloads: workloads.map(({ name }) => name),
  clientsCan: workloads.filter(({ client }) => client !== undefined).map(({ name }) => name),
  servers: servers.map(({ name }) => name),
};
