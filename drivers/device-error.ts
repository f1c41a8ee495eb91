import type { DeviceErrorCode, DeviceFailure } from './contract.ts';

/** An expected fault of a device, on its way to the caller; anything else that is thrown is a defect. */
export class DeviceError extends Error {
  readonly code: DeviceErrorCode;
  /** For a print job: whether bytes of it may have reached the printer. */
  readonly began: boolean | undefined;

  constructor(code: DeviceErrorCode, message: string, began?: boolean) {
    super(message);
    this.name = 'DeviceError';
    this.code = code;
    this.began = began;
  }
}

export function failureOf(error: DeviceError): DeviceFailure {
  const { code, message, began } = error;
  return began === undefined ? { code, message } : { code, message, began };
}

/** The text of whatever was caught, for messages that developers read. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
