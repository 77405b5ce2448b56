// Which of the libraries that were asked for have a part in a suite.
import type { BenchOptions } from '../command-line.js';
import type { LibraryName, PeerName } from '../contestants/peer-names.js';

/** Tensorloom, then the peers among `able` that the user named. */
export function librariesOf<Peer extends PeerName>(
  { peers }: BenchOptions,
  able: readonly Peer[],
): readonly [LibraryName & 'tensorloom', ...Peer[]] {
  return ['tensorloom', ...able.filter((name) => peers.includes(name))];
}
