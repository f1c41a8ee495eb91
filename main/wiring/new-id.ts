import { randomUUIDv7 } from 'node:crypto';

/** A UUID that sorts by the time it was made (RFC 9562, version 7). */
export function newId(): string {
  return randomUUIDv7();
}
