import { isIP } from 'node:net';

/**
 * Addresses of callers. One address has one spelling here, whatever it came as: with a port, in brackets, with a zone, or an IPv4
 * address dressed as IPv6.
 */

/** The address in its one spelling; null for what is none. */
export function readAddress(text: string): string | null {
  const bare = withoutPort(text.trim()).replace(/%.*$/, '');
  if (isIP(bare) === 4) return bare;
  const groups = groupsOf(bare);
  if (groups === null) return null;
  return mappedIPv4(groups) ?? groups.map((group) => group.toString(16)).join(':');
}

/**
 * Who else counts together with this address, the nearest first: a home has an IPv6 /64 at least and whoever asks for one a /48, with as
 * many addresses in it as they like. An IPv4 address stands for itself, as does anything that is no address.
 */
export function networksOf(address: string): readonly [nearest: string, wide?: string] {
  const read = readAddress(address);
  if (read === null) return [address];
  if (!read.includes(':')) return [read];
  const groups = read.split(':');
  return [`${groups.slice(0, 4).join(':')}::/64`, `${groups.slice(0, 3).join(':')}::/48`];
}

/** `192.0.2.1:443`, `[2001:db8::1]:443` and `[2001:db8::1]` as some proxies write them. */
function withoutPort(text: string): string {
  const [, inBrackets, ipv4] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  return inBrackets ?? ipv4 ?? text;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] | null {
  if (isIP(address) !== 6) return null;
  // The last 32 bits may be written as IPv4.
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const noughts = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...noughts, ...after].map((group) => parseInt(group, 16));
}

/** Of `::ffff:0:0/96` (RFC 4291, 2.5.5.2), as a socket that listens on both names its IPv4 callers. */
function mappedIPv4(groups: readonly number[]): string | null {
  const isMapped = groups.slice(0, 6).every((group, index) => group === (index === 5 ? 0xffff : 0));
  if (!isMapped) return null;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}
