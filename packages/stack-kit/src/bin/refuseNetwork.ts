import { Socket } from 'node:net';
import dns from 'node:dns';

/** From now on every connection and name lookup of this process fails, saying so. */
export function refuseNetwork(
  reason = 'Synthesis tried to use the network; what it needs from AWS must be a declared lookup',
): void {
  const refuse = (): never => {
    throw new Error(reason);
  };
  Socket.prototype.connect = refuse;
  Object.assign(dns, { lookup: refuse, resolve: refuse });
  Object.assign(dns.promises, { lookup: refuse, resolve: refuse });
}
