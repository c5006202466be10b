import { lookup as resolve } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/**
 * Where clouds give a machine its own credentials, to whoever asks from it. A runbook's own sources are on this machine and in private networks,
 * so those are asked; these are nobody's source of readings. The rest of link-local is left alone: a cable between two machines has such addresses.
 */
const metadata = new BlockList();
// Amazon, Google, Azure, Oracle, DigitalOcean, OpenStack; then containers of Amazon.
metadata.addSubnet('169.254.169.0', 24, 'ipv4');
metadata.addSubnet('169.254.170.0', 24, 'ipv4');
// Tencent, Alibaba, Azure, Oracle.
for (const address of ['169.254.0.23', '100.100.100.200', '168.63.129.16', '192.0.0.192'])
  metadata.addAddress(address, 'ipv4');
// Amazon, its containers, and Google.
for (const address of ['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254']) metadata.addAddress(address, 'ipv6');
// The first ones as an IPv6 network writes those of IPv4.
metadata.addSubnet('64:ff9b::a9fe:a900', 120, 'ipv6');
metadata.addSubnet('64:ff9b::a9fe:aa00', 120, 'ipv6');

const names = /^(metadata\.google\.internal|metadata\.goog|instance-data(\.ec2\.internal)?)\.?$/i;

/** Whether a host, a name or an address in whatever spelling a URL has made of it, is one of those by itself. */
export function isMetadataHost(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return names.test(address) || isMetadataAddress(address);
}

function isMetadataAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && metadata.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

interface Found {
  readonly address: string;
  readonly family: 4 | 6;
}

/** The system's own look-up of names, where a name that leads to one of those leads nowhere. */
export const lookUpOthers =
  (onRefused: () => void) =>
  (hostname: string, options: object, found: (error: Error | null, addresses: Found[]) => void): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      if (!addresses.some(({ address }) => isMetadataAddress(address)))
        return found(
          null,
          addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
        );
      onRefused();
      found(new Error('refused'), []);
    });
  };
