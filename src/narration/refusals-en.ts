/** Why a server does not answer, or takes nobody in, in English. */

import type { RefusalTexts } from "./topics.ts";

export const refusalsEn: RefusalTexts = {
  datagram: {
    "not-allowed": {
      why: "from an address that --allow does not name",
      told: "its address is not one that --allow names.",
    },
    unanswerable: {
      why: "from a source that nobody has",
      told: "nobody has that source (port 0, a multicast or a broadcast address), so it is forged.",
    },
    "service-port": {
      why: "from the port of a service, which could answer our answer (--allow-source-ports)",
      told: "that port belongs to a service, which could answer our answer, and so on for ever. Its source may be forged.",
    },
    "own-port": {
      why: "from this server's own port number (--allow-source-ports)",
      told: "it came from our own port number, from this very socket or from a server like it: answers would be answered for ever.",
    },
    "over-rate": {
      why: "beyond what one source gets in a second (--rate)",
      told: "its source has had as many replies as one gets in a second. If it is forged, somebody else gets them all.",
    },
    "over-rate-all": {
      why: "beyond what all sources get in a second (--rate-all)",
      told: "all sources together have had as many replies as they get in a second.",
    },
    loop: {
      why: "to break what may be a loop of replies (--loop-limit)",
      told: "it was in upper case already, as were too many before it: these may be our own replies, sent back by a server like this one. Without this reply such a loop is over. A client asks again.",
    },
  },
  connection: {
    "not-allowed": {
      why: "from an address that --allow does not name",
      told: "its address is not one that --allow names.",
    },
    "too-many": {
      why: "as many as allowed were open (--max-connections)",
      told: "as many connections as allowed are open.",
    },
    "too-many-from-address": {
      why: "as many as allowed were open from its address (--max-per-address)",
      told: "as many connections as allowed are open from its address.",
    },
  },
};
