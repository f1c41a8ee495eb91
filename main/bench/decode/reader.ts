/** Commands of a NEO 2 reader by command and sub-command (payment-facts 10.3). */
const neo2Names: Readonly<Record<string, string>> = {
  '0240': 'activate',
  '0302': 'configuration?',
  '0501': 'cancel',
  '0a03': 'lights',
  '0b01': 'beep',
  '1201': 'serial number?',
  '1801': 'ping',
  '2900': 'firmware?',
  '2c01': 'pass-through',
  '2c02': 'poll for a card',
  '2c07': 'read blocks',
  '2c13': 'exchange APDU',
  '8350': 'light sensor?',
};

/** Status of an answer (the same section). */
const neo2Status: Readonly<Record<number, string>> = {
  0: 'ok',
  1: 'incorrect header',
  2: 'unknown command',
  3: 'unknown sub-command',
  4: 'CRC error',
  5: 'incorrect parameter',
  6: 'not supported',
  8: 'timeout',
  10: 'failed',
  11: 'command not allowed',
  12: 'sub-command not allowed',
  14: 'user interface event',
};

const neo2Header = Buffer.from('ViVOtech2\0', 'latin1');

/** The first report of a NEO 2 frame; those that follow carry data alone. */
export function readNeo2(bytes: Uint8Array, direction: 'in' | 'out'): string {
  const report = Buffer.from(bytes);
  const at = report.indexOf(neo2Header);
  if (at === -1) return '';
  const body = report.subarray(at + neo2Header.length);
  const [command = 0, code = 0] = body;
  const length = body.length >= 4 ? body.readUInt16BE(2) : 0;
  const what =
    direction === 'out'
      ? (neo2Names[hexOf(command, code)] ?? hexOf(command, code))
      : `${command.toString(16).padStart(2, '0')} ${neo2Status[code] ?? `status ${code.toString(16)}`}`;
  return length > 0 ? `${what}, ${length} bytes` : what;
}

/** Commands and notifications of MagTek's MMS that we ask for (payment-facts 10.5). */
const mmsNames: Readonly<Record<string, string>> = {
  '1001': 'start transaction',
  '1008': 'cancel transaction',
  '1100': 'pass-through',
  '1805': 'tone',
  d101: 'property?',
  d111: 'set property',
};

/** The first packet of an MMS message, found by its start and the tag that says what it is. */
export function readMms(bytes: Uint8Array): string {
  const packet = Buffer.from(bytes);
  const at = packet.indexOf(Buffer.from('aa008104', 'hex'));
  if (at === -1 || packet.length < at + 8) return '';
  const type = packet[at + 4] ?? 0;
  const command = packet.subarray(at + 6, at + 8).toString('hex');
  const status = /^8204(.{8})/.exec(packet.subarray(at + 8).toString('hex'))?.[1];
  const kind = type === 0x01 ? 'request' : type === 0x82 ? 'response' : 'notification';
  const name = mmsNames[command] ?? command;
  return status === undefined ? `${kind} ${name}` : `${kind} ${name}, status ${status}`;
}

function hexOf(...bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('hex');
}
