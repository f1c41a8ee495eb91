/**
 * The default gateway in Linux's table of routes, `/proc/net/route`: addresses are hexadecimal, the
 * lowest byte first. Null when there is none.
 */
export function defaultGateway(routes: string): string | null {
  for (const line of routes.split('\n').slice(1)) {
    const [, destination, gateway, flags = '0'] = line.split('\t');
    // RTF_UP and RTF_GATEWAY
    const isGateway = (Number.parseInt(flags, 16) & 3) === 3;
    if (destination === '00000000' && gateway !== undefined && isGateway) {
      return [...Buffer.from(gateway, 'hex').reverse()].join('.');
    }
  }
  return null;
}

/** Whether `/proc/net/arp` has a hardware address of this host: it answered on the wire itself. */
export function isKnownNeighbour(arp: string, address: string): boolean {
  return arp.split('\n').some((line) => {
    const [ip, , flags = '0x0'] = line.split(/\s+/);
    // ATF_COM: the entry is complete
    return ip === address && (Number(flags) & 2) !== 0;
  });
}
