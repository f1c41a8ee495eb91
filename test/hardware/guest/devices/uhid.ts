import { DeviceFile } from './device-file.ts';

/** A HID device's descriptor and identity, as the kernel is told of them. */
export type UhidDescription = {
  readonly name: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
  readonly reportDescriptor: Uint8Array;
};

// Event numbers and layouts: linux/uhid.h. An event is its number (32 bits) and a packed structure,
// all little-endian on this machine.
const events = {
  destroy: 1,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const;

/** create2: name[128], phys[64], uniq[64], rd_size, bus (16 bits each), vendor, product, version, country. */
const create2 = {
  name: 4,
  phys: 132,
  uniq: 196,
  size: 260,
  bus: 262,
  vendor: 264,
  product: 268,
  descriptor: 280,
};
/** output: data[4096], size (16 bits), type. */
const output = { data: 4, size: 4_100 };
const usbBus = 3;
/** What a question for a report is answered with: no such report here. */
const eio = 5;

/**
 * A HID device made by this program through /dev/uhid: the kernel gives it a hidraw node like any
 * other. Plugged in when opened; the device is gone when it is closed.
 */
export class Uhid {
  readonly #file = new DeviceFile('/dev/uhid');

  /** `onReport` is given what the program with the hidraw node writes, the report id first. */
  async plug(description: UhidDescription, onReport: (report: Uint8Array) => void): Promise<void> {
    await this.#file.open((bytes) => this.#take(Buffer.from(bytes), onReport));
    await this.#file.write(encodeCreate(description));
  }

  async send(report: Uint8Array): Promise<void> {
    const event = Buffer.alloc(6 + report.length);
    event.writeUInt32LE(events.input2, 0);
    event.writeUInt16LE(report.length, 4);
    event.set(report, 6);
    await this.#file.write(event);
  }

  async unplug(): Promise<void> {
    const event = Buffer.alloc(4);
    event.writeUInt32LE(events.destroy, 0);
    await this.#file.write(event);
    this.#file.close();
  }

  #take(event: Buffer, onReport: (report: Uint8Array) => void): void {
    const kind = event.readUInt32LE(0);
    if (kind === events.output) {
      const size = event.readUInt16LE(output.size);
      onReport(Uint8Array.from(event.subarray(output.data, output.data + size)));
    } else if (kind === events.getReport) {
      void this.#refuse(events.getReportReply, event.readUInt32LE(4));
    } else if (kind === events.setReport) {
      void this.#refuse(events.setReportReply, event.readUInt32LE(4));
    }
  }

  async #refuse(kind: number, id: number): Promise<void> {
    const event = Buffer.alloc(12);
    event.writeUInt32LE(kind, 0);
    event.writeUInt32LE(id, 4);
    event.writeUInt16LE(eio, 8);
    await this.#file.write(event);
  }
}

function encodeCreate(description: UhidDescription): Uint8Array {
  const { name, vendorId, productId, serialNumber, reportDescriptor } = description;
  const event = Buffer.alloc(create2.descriptor + reportDescriptor.length);
  event.writeUInt32LE(events.create2, 0);
  event.write(name, create2.name, 'latin1');
  event.write('lab', create2.phys, 'latin1');
  event.write(serialNumber, create2.uniq, 'latin1');
  event.writeUInt16LE(reportDescriptor.length, create2.size);
  event.writeUInt16LE(usbBus, create2.bus);
  event.writeUInt32LE(Number.parseInt(vendorId, 16), create2.vendor);
  event.writeUInt32LE(Number.parseInt(productId, 16), create2.product);
  event.set(reportDescriptor, create2.descriptor);
  return event;
}
