import type { DeviceErrorCode, DeviceFailure } from '../../drivers/contract.ts';
import type { Failure } from '../contract/failure.ts';

/** What helps: the same again, somebody's hands, or nothing. */
const retries: Readonly<Record<DeviceErrorCode, Failure['retry']>> = {
  'device.offline': 'after-fix',
  'device.timeout': 'now',
  'device.busy': 'now',
  'device.not-configured': 'after-fix',
  'device.interrupted': 'after-fix',
  'device.paper-out': 'after-fix',
  'device.cover-open': 'after-fix',
  'device.cutter-jam': 'after-fix',
  'device.overheated': 'after-fix',
  'device.bad-data': 'never',
  'device.unstable': 'now',
  'device.out-of-range': 'after-fix',
  'device.card-removed': 'now',
};

/**
 * A device's failure as the terminal's. `data.began` is 1 when bytes of a document may have reached
 * the printer and 0 when none have; a job that began is never repeated without being asked for.
 */
export function deviceFailure({ code, message, began }: DeviceFailure): Failure {
  const retry = began === true ? 'after-fix' : retries[code];
  return {
    code,
    message,
    retry,
    ...(began === undefined ? {} : { data: { began: Number(began) } }),
  };
}
