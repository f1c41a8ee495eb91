import type { HostCall } from '../../../main/host/host.ts';

/** The terminal behind the fixture page: gives back what it is told, and breaks when asked to. */
export async function echo(call: HostCall): Promise<unknown> {
  if (call.name === 'break') throw new Error('as asked');
  return { ok: true, value: call };
}
