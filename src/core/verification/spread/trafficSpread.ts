import type { Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import { chiSquareP, evennessAlpha, smallestSample } from './evenness.js';

/** What went over the replicas' networks, in a quiet time and in one in which requests were sent: for answers that do not tell who gave them. */
export interface TrafficSpread {
  /** Those that are ready. */
  readonly replicas: readonly TrafficOfReplica[];
  /** How long each of the two times was. */
  readonly quietMs: number;
  readonly busyMs: number;
  /** Sent in the busy time and answered. */
  readonly requests: number;
}

export interface TrafficOfReplica {
  readonly name: string;
  /** Received and sent together; undefined where its counters could not be read or began anew. */
  readonly quietBytes: number | undefined;
  readonly busyBytes: number | undefined;
}

/** A request on a connection of its own moves at least this, there and back. */
const leastBytesOfRequest = 200;
/** What requests moved has to be so many times what moved without them. */
const clearOfNoise = 2;
/** A replica with less than this part of an even share got nothing but noise. */
const starvedShare = 0.1;
/** Answers differ in size and connections in packets: so far off an even share is never called uneven. */
const tolerance = 1 / 3;

/**
 * Kind `load-spread`, by the replicas' network counters. What moved in the quiet time, such as health checks, is taken off. Bytes are a coarse
 * measure: it fails only for what is far off, and says nothing where there was too little traffic.
 */
export function judgeTrafficSpread({ replicas, quietMs, busyMs, requests }: TrafficSpread): Finding {
  const count = replicas.length;
  if (count < 2) return couldNotTell({ reason: 'too-few', have: count, needed: 2 });
  const needed = smallestSample(count);
  const read = replicas.flatMap((replica) => netOf(replica, busyMs / quietMs) ?? []);
  const shown = replicas.map(({ name, busyBytes }) => factOf(name, 'unknown', { value: busyBytes, unit: 'bytes' }));
  if (requests < needed) return couldNotTell({ reason: 'too-few', have: requests, needed }, shown);
  if (read.length < count) return couldNotTell({ reason: 'too-few', have: read.length, needed: count }, shown);
  const net = sumOf(read);
  const noise = read.reduce((sum, { noiseBytes }) => sum + noiseBytes, 0);
  const least = Math.max(requests * leastBytesOfRequest, noise * clearOfNoise);
  if (!(net >= least)) return couldNotTell({ reason: 'too-few', have: net, needed: Math.ceil(least) }, shown);
  const pValue = trafficP(read, requests);
  const isStarved = ({ netBytes }: NetTraffic): boolean => netBytes < (net / count) * starvedShare;
  // What one does not get the others have more of: they are judged among themselves.
  const served = read.filter((each) => !isStarved(each));
  const evenBytes = sumOf(served) / served.length;
  const isUneven = trafficP(served, requests) < evennessAlpha;
  const facts = read.map((each): Fact => {
    const isOff = isUneven && Math.abs(each.netBytes - evenBytes) > evenBytes * tolerance;
    return factOf(each.name, isStarved(each) || isOff ? 'fail' : 'pass', { value: each.netBytes, unit: 'bytes' });
  });
  return { ...findingOf(facts, { reason: 'too-few', have: read.length, needed: count }), pValue };
}

interface NetTraffic {
  readonly name: string;
  readonly netBytes: number;
  readonly noiseBytes: number;
}

/** As of counted requests: bytes divided by those of a request on average, and the noise a chance of its own beside that of the balancing. */
function trafficP(read: readonly NetTraffic[], requests: number): number {
  if (read.length < 2) return 1;
  const evenBytes = sumOf(read) / read.length;
  const bytesOfRequest = sumOf(read) / requests;
  const expected = requests / read.length;
  const statistic = read.reduce((sum, { netBytes, noiseBytes }) => {
    const noiseRequests = noiseBytes / 2 / bytesOfRequest;
    return sum + ((netBytes - evenBytes) / bytesOfRequest) ** 2 / (expected + noiseRequests ** 2);
  }, 0);
  return chiSquareP(statistic, read.length - 1);
}

const sumOf = (read: readonly NetTraffic[]): number => read.reduce((sum, { netBytes }) => sum + netBytes, 0);

/** None where a counter is missing or is no count. */
function netOf({ name, quietBytes, busyBytes }: TrafficOfReplica, longer: number): NetTraffic | undefined {
  if (quietBytes === undefined || busyBytes === undefined || !(quietBytes >= 0) || !(busyBytes >= 0)) return undefined;
  if (!Number.isFinite(longer) || !(longer > 0)) return undefined;
  const noiseBytes = quietBytes * longer;
  return { name, noiseBytes, netBytes: Math.max(0, busyBytes - noiseBytes) };
}
