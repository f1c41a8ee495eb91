/** What the guest tells the host, a line of JSON each, over the guest's /dev/hvc0. */
export type GuestMessage =
  | { readonly type: 'started'; readonly kernel: string }
  | {
      readonly type: 'check';
      readonly name: string;
      readonly tookMs: number;
      /** Absent when it passed. */
      readonly failure?: string;
    }
  /** A measurement, for people to read: nothing is asserted of it. */
  | { readonly type: 'figure'; readonly name: string; readonly value: string }
  | ({ readonly type: 'ask'; readonly id: number } & HostRequest)
  | { readonly type: 'ended' };

/** What only the host can do to the guest's devices. */
export type HostActions = {
  /** The USB serial adapter: QEMU plugs it in and pulls it out. */
  readonly 'serial.plug': { readonly params: null; readonly value: null };
  readonly 'serial.unplug': { readonly params: null; readonly value: null };
  /** The scanner behind it writes; Latin-1. */
  readonly 'serial.write': { readonly params: { readonly text: string }; readonly value: null };
  /** Where the guest finds the network printer. */
  readonly 'network.address': {
    readonly params: null;
    readonly value: { readonly host: string; readonly port: number };
  };
  /** The cable between the guest and its network. */
  readonly 'network.link': { readonly params: { readonly isUp: boolean }; readonly value: null };
  /** How many receipts the network printer has printed whole. */
  readonly 'network.receipts': { readonly params: null; readonly value: number };
};

export type HostAction = keyof HostActions;

export type HostRequest = {
  [Action in HostAction]: {
    readonly action: Action;
    readonly params: HostActions[Action]['params'];
  };
}[HostAction];

export type HostReply =
  | { readonly id: number; readonly ok: true; readonly value: HostActions[HostAction]['value'] }
  | { readonly id: number; readonly ok: false; readonly reason: string };
