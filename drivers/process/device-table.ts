import type { DeviceCall, DeviceConfig, DeviceEvent, DeviceValue } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { ManagedDevice } from '../device-model/managed-device.ts';
import { openTransport } from '../transport/open.ts';
import { startDevice } from './kinds.ts';

export type DeviceTableOptions = {
  readonly now: () => number;
  readonly onEvent: (device: string, event: DeviceEvent) => void;
};

type Entry = { readonly config: string; readonly device: ManagedDevice };

/** The devices at work, by id. */
export class DeviceTable {
  readonly #options: DeviceTableOptions;
  readonly #entries = new Map<string, Entry>();
  #configuring: Promise<void> = Promise.resolve();

  constructor(options: DeviceTableOptions) {
    this.#options = options;
  }

  /** Replaces the devices; those whose configuration is the same go on undisturbed. */
  configure(configs: readonly DeviceConfig[]): Promise<void> {
    this.#configuring = this.#configuring.then(() => this.#replace(configs));
    return this.#configuring;
  }

  /** Throws a DeviceError for what is expected to go wrong. */
  async call(id: string, call: DeviceCall): Promise<DeviceValue> {
    await this.#configuring;
    const entry = this.#entries.get(id);
    if (!entry) throw new DeviceError('device.not-configured', `there is no device ${id}`, false);
    return entry.device.call(call);
  }

  async #replace(configs: readonly DeviceConfig[]): Promise<void> {
    const wanted = new Map(configs.map((config) => [config.id, JSON.stringify(config)]));
    const leaving = [...this.#entries].filter(([id, { config }]) => wanted.get(id) !== config);
    await Promise.all(
      leaving.map(async ([id, { device }]) => {
        this.#entries.delete(id);
        await device.close();
      }),
    );
    for (const config of configs) {
      if (this.#entries.has(config.id)) continue;
      const device = new ManagedDevice((context) => startDevice(config, context), {
        emit: (event) => this.#options.onEvent(config.id, event),
        now: this.#options.now,
        openTransport,
        find: (id) => this.#entries.get(id)?.device.device,
      });
      this.#entries.set(config.id, { config: JSON.stringify(config), device });
    }
  }
}
