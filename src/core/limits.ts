/** Every limit of the four programs, with its unit and its reason. An option that changes one starts from here. */

/** The textbook's port, for TCP and for UDP: their port spaces are separate. */
export const defaultPort = 12_000;
export const maxPort = 65_535;
/** From here on ports are nobody's: they are taken for a while by who needs one (RFC 6335 6). */
export const firstDynamicPort = 49_152;

// --- UDP ---------------------------------------------------------------------------------------------------------

/** 65,535 (IPv4 total length, RFC 791 3.1) - 20 (IPv4 header) - 8 (UDP header). */
export const maxDatagramBytesIPv4 = 65_507;
/** 65,535 (IPv6 payload length, RFC 8200 3) - 8 (UDP header): the IPv6 header is not counted in it. */
export const maxDatagramBytesIPv6 = 65_527;
/** What the server asks of the kernel for datagrams not yet read. Linux gives 208 KiB unasked: 92 datagrams of 1,000 bytes. */
export const receiveBufferBytes = 4 * 1024 * 1024;
/** Datagrams that are taken, or replies that go out, in one system call. More bring little. */
export const maxBurst = 64;
/**
 * Datagrams that the event loop brings a server in one turn, give or take the eight that Bun reads at once. All their replies fit a
 * burst, and nothing else waits for longer than some fractions of a millisecond.
 */
export const maxInOneTurn = 32;
/** A socket that had datagrams in two turns less than this apart has so many that they are better waited for in the kernel. */
export const recentMs = 1;
/** There the next one is waited for this long: a clock tick of most kernels, which count such times in ticks. */
export const laneWaitMs = 4;
/** And while they keep coming, the event loop has a turn after so long: signals and timers are late by no more. */
export const laneMs = 20;
/** A datagram of up to this length is answered from memory that is there already: more than an Ethernet frame carries. */
export const laneReplyBytes = 2_048;
/** A client's first wait for a reply. Each further try waits twice as long (RFC 8085 3.1.1: back off exponentially). */
export const defaultReplyTimeoutMs = 1_000;
/** How often a client sends again: with the first send, four tries and 15 s of waiting. */
export const defaultRetries = 3;
export const maxRetries = 20;
/** No doubling goes beyond this wait: nobody looks at a prompt longer than a minute. */
export const maxReplyTimeoutMs = 60_000;
/** The highest seed of injected weather: nine digits can be read out in class, and are less than 32 bits. */
export const maxSeed = 999_999_999;
/** The highest seed that is chosen unasked: six digits. */
export const maxChosenSeed = 999_999;
/** Replies that injected weather keeps waiting: a second's worth of 10,000 a second. Another one is dropped, and counted. */
export const maxWaitingReplies = 10_000;
/** The same in bytes: that many replies which each fill an Ethernet frame, for anybody may send the server a full datagram. */
export const maxWaitingReplyBytes = 16 * 1024 * 1024;
/** A reply that no later one overtakes goes out after this: well before a client loses its first patience. */
export const maxHeldBackMs = defaultReplyTimeoutMs / 2;

// --- UDP: what is not answered ------------------------------------------------------------------------------------

/** Below this, ports belong to services (RFC 6335 6). No client that asks the system for a port gets one of them. */
export const lowestClientPort = 1_024;
/** Services above that answer whoever asks: SSDP, mDNS, memcached. */
export const answeringPorts = [1_900, 5_353, 11_211] as const;
/**
 * Replies a second to one source, and as many at once: thirty students behind one address who each measure 1,000 exchanges at a
 * round trip of 2 ms ask for 15,000 a second, for two seconds. A victim of forged sources gets 15 MB a second at most.
 */
export const defaultRate = 10_000;
/** The same to all sources together: a port of 1 Gbit/s, in full frames. */
export const defaultRateAll = 100_000;
/** What an option can set a limit to, at most: a million of anything is as good as none. */
export const maxLimit = 1_000_000;
/** What counts as one reply: what an Ethernet frame carries. A longer datagram counts as several. */
export const rateUnitBytes = 1_500;
/** Sources whose rates are known at a time, at 16 bytes. A source matters for a second, until its bucket is full again. */
export const ratePlaces = 16_384;
/** The same sentence, already in upper case, so many times in a row from one endpoint: one of them gets no reply. See {@link LoopBreaker}. */
export const defaultLoopLimit = 24;
/** With a limit of 1 no such sentence would ever be answered. */
export const minLoopLimit = 2;
/** Eight of these are one such sentence: who asks it every 8 s, or more seldom, is never taken for a loop. No loop takes that long. */
export const loopRefillPerSecond = 1;
/** Endpoints whose loops are known at a time, at 20 bytes. */
export const loopPlaces = 4_096;

// --- TCP ---------------------------------------------------------------------------------------------------------

/** One sweep over all connections serves every deadline, so a deadline is met up to this much late, and never early. */
export const sweepMs = 100;
/** An answered connection may be silent this long. The term is HTTP's (RFC 9112 9.3). */
export const defaultKeepAliveMs = 1_000;
/** A connection that has sent nothing yet, or that takes none of its reply, is let go after this. */
export const defaultIdleTimeoutMs = 60_000;
/** After our FIN the server reads on and discards for so long: a close with unread input would be answered with RST. */
export const lingerMs = 2_000;
/** A server that was told to stop has this long to finish what it owes. */
export const stopMs = 5_000;
/** Connections at once, where the descriptor limit is higher: 10,000 idle ones need about 40 MB. */
export const defaultMaxConnections = 10_000;
/** What one address may have of them: nobody alone can take the last one, and a class behind one address has enough. */
export const maxShareOfOneAddress = 0.1;
/** But never fewer than this: thirty students with three connections each. */
export const leastMaxPerAddress = 100;
/**
 * Bytes a second that an answered connection has to move, averaged over the idle time. The slowest conversation that the
 * keep-alive time allows moves as many: a letter and a newline each second, and their reply.
 */
export const defaultMinRate = 4;
/**
 * How long a TCP server stays with one client that keeps it busy, before the event loop turns: a client beside a hundred such waits a
 * fifth of a second. Also how long it waits for that client's next sentence, while nobody else wants anything.
 */
export const stayMs = 2;
/** Where staying brought nothing, so many chunks are answered without: what it costs in vain is then a hundredth. */
export const chunksBetweenStays = 16;
/** So many clients a TCP server answers in turn by calls of its own. Where more have spoken, the event loop is fair to all of them. */
export const mostInRound = 64;
/** So often a TCP server gives its processor away, before it waits once to see that nobody else wants anything. */
export const momentsBetweenWaits = 64;
/** A client closes and asks again in a tenth of this. Who takes longer is somebody else. */
export const longMomentMs = 0.5;
/** The same for a round of clients, who need a quarter of it. */
export const longRoundMs = 1;
/** Where somebody else has the processor for some milliseconds each time, that then costs a fiftieth. */
export const mostWaitsBetweenMoments = 1_024;
/** Descriptors kept back for standard streams, the event loop, files and the welcoming socket. */
export const reservedDescriptors = 64;
/** Longest wait for the handshake at one address: Linux sends its SYN again after 1, 3 and 7 s, so this allows for three. */
export const defaultConnectTimeoutMs = 10_000;
/** Longest silence of a server while the client waits for the rest of a reply. */
export const defaultSilenceTimeoutMs = 30_000;
/** Longest deadline that an option can set: a day. Timers count milliseconds in 31 bits, and that is 24.8 days. */
export const maxDeadlineMs = 86_400_000;

// --- Text --------------------------------------------------------------------------------------------------------

/** From this length on, text is mapped by vectors: below it, the way into WebAssembly and back costs more than it saves. */
export const vectorFromBytes = 256;
/** Text is copied to the workbench in pieces of this size: with the text that it comes from it stays in the processor's cache. */
export const vectorPieceBytes = 64 * 1024;
/** The largest chunk that a TCP server receives by a call of its own. Larger ones are no faster, and leave the processor's cache. */
export const workbenchBytes = 256 * 1024;
/** Upper case in UTF-8 is at most three times as long: U+0390 and U+03B0 go from two bytes to six. */
export const maxUpperCaseGrowth = 3;
/** Longest line that a client takes from standard input. It is held in memory twice, with its reply. */
export const maxSentenceBytes = 16 * 1024 * 1024;
/** A reply may be this much longer than three times its sentence before the client says: that is no upper-case server. */
export const replySlackBytes = 64 * 1024;
/** A printed sentence is cut after this many bytes: a page of a terminal, not a full datagram of 65,507. */
export const maxPrintedBytes = 1_000;
/** Lines a server prints in one second; the rest is counted. Nobody reads faster, and the service comes first. */
export const maxLinesPerSecond = 300;
/** Text waiting for a slow standard output; what does not fit is counted and not printed. */
export const maxWaitingOutputBytes = 1024 * 1024;
/** A notice of the same kind (a connection turned away, a reply not sent) is told once in this time, with its count. */
export const noticeIntervalMs = 1_000;
/** How long a program that ends waits for a standard output that takes nothing. */
export const lastOutputMs = 1_000;

/**
 * Signals to end that come closer than this are one wish: what timeout(1) or npm sends twice is some milliseconds apart. Nobody
 * presses Ctrl-C twice in this time, and held down it repeats after 250 ms or more.
 */
export const sameSignalMs = 100;

// --- Explain mode ------------------------------------------------------------------------------------------------

/** Conversations that a server explains from their beginning in one second; a person follows no more. */
export const maxToldConversationsPerSecond = 3;
/** Steps that are told of one conversation: a page or two. A stream of a million chunks has nothing new after that. */
export const maxToldSteps = 40;

// --- Embedded servers ---------------------------------------------------------------------------------------------

/** Keep-alive of a server that a client starts for a comparison: none of its connections is to end between two series. */
export const embeddedKeepAliveMs = 60_000;
/** Longest line that such a server says to its client: ten times what an event with an endpoint takes. */
export const maxEmbeddedLineBytes = 1_024;

// --- Workers ------------------------------------------------------------------------------------------------------

/** Workers of a server: more than one for each processor bring nothing, and few computers have more of those. An idle one holds 7 MB of its own. */
export const maxWorkers = 64;
/** A worker tells its totals so often, where they have changed: of one that is killed, no more than this is unknown. */
export const reportMs = 100;
/** Longest line that a worker says: a sentence of {@link maxPrintedBytes} whose every byte is made visible, twice escaped; or a stack. */
export const maxWorkerLineBytes = 64 * 1024;
/** A worker that has to end has its own {@link stopMs}, and so long to say its last totals and to go. Then it is killed. */
export const workerGraceMs = 500;
/** The workers of a server that was killed end with it, but not in the same instant: so long their port may still be taken. */
export const formerWorkersMs = 200;
/** A worker that lived so long is no worker that cannot start: it is replaced at once. */
export const steadyWorkerMs = 10_000;
/** A worker that ends again sooner waits for its next start: so long first, twice as long each time, and never longer than this. */
export const firstRestartWaitMs = 100;
export const longestRestartWaitMs = 10_000;

// --- Measuring ---------------------------------------------------------------------------------------------------

/** A measurement that is told neither how many sentences nor how long. */
export const defaultMeasureMs = 5_000;
/** A comparison that is told neither: so many rounds, or so long, whichever is first. */
export const defaultRounds = 1_000;
export const defaultCompareMs = 10_000;
/** The textbook's sentence is about as long. */
export const defaultSentenceBytes = 32;
/** A number of ten digits, a space, and at least one letter to map. */
export const minMeasuredSentenceBytes = 12;
/** The largest sentence that fits a datagram, so that both protocols can carry the same. */
export const maxMeasuredSentenceBytes = maxDatagramBytesIPv4;
/** Before anything counts: so many exchanges or so long, whichever is first. Caches, routes and compilers warm up in it. */
export const defaultWarmup = 100;
export const maxWarmupMs = 500;
/** Sentences in flight at once. Beyond it the receive buffer of a server that falls behind only drops them. */
export const maxWindow = 65_536;
/** Sentences whose fate is remembered, to tell a late reply from a second one: at 17 bytes each, 17 MiB. */
export const maxRememberedSentences = 1_048_576;
/** The same where one sentence is under way at a time: a late reply is then at most a few rounds late. */
export const maxRememberedRounds = 65_536;
/** Longest time that the statistics hold: ten minutes. Longer ones count as this. */
export const maxMeasuredMs = 600_000;
/** Exchanges kept to be drawn; a plot has no more pixels. */
export const maxSamples = 4_096;
/** A server that refused or reset is waited for this long, for it may be starting again. */
export const serverGoneMs = 3_000;
/** After so many timeouts in a row without any answer a server is given up: few where it never answered, more later. */
export const silentTimeoutsAtFirst = 10;
export const silentTimeoutsLater = 30;
/** After the last sentence is settled a UDP client listens on: for second replies at least this long. */
export const minListenOnMs = 20;
/** So many wrong replies in a row, and no right one between: that is no upper-case server any more. */
export const mostWrongInARow = 10;
/** Sentences that go to the kernel in one write over TCP, in bytes. */
export const maxBatchBytes = 256 * 1024;
/** What a measuring client keeps of sentences that a TCP server does not read; beyond it, no more are made. */
export const maxUnsentBytes = 1024 * 1024;
/** A sentence that is due sooner than this is waited for without sleeping: timers are a millisecond or two late. */
export const spinMs = 2;
/** Rounds whose differences are kept for the interval of their median: 512 KiB. More would not make it narrower to look at. */
export const maxPairs = 65_536;
/** What this program itself may add to one protocol and not to the other. Beside C clients it was about 4 µs to each, give or take 3. */
export const clientErrorMs = 0.005;
/**
 * The same where no network is between: which processor the kernel puts a server on can shift a whole run by some
 * hundredths of a millisecond, one way or the other.
 */
export const sameHostErrorMs = 0.05;
/** Connections that are looked at closely, for what one connection costs on the wire. */
export const countedConnections = 5;
/** A measurement that takes longer than this shows how far it is. */
export const progressAfterMs = 1_000;

// --- Reports -----------------------------------------------------------------------------------------------------

/** Dots of one series in a plot, which is 440 units wide: more would cover each other. */
export const maxDrawnSamples = 500;
