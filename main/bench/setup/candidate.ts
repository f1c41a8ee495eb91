import * as v from 'valibot';
import type { CommandInput } from '../../contract/commands.ts';
import { type Result, refuse, succeed } from '../../contract/failure.ts';
import { type DeviceSettings, deviceSettings } from '../../store/device-settings.ts';

export type Binding = CommandInput<'bench.bind'>;

/**
 * The settings of a device that is to be bound. What is not asked for stays as it was with the
 * device whose place it takes, when that is of the same kind.
 * @returns refusal `invalid_command` when the parts do not go together.
 */
export function candidateOf(
  binding: Binding,
  id: string,
  before: DeviceSettings | null,
): Result<DeviceSettings> {
  const kept = before?.kind === binding.kind ? before : null;
  const parsed = v.safeParse(deviceSettings, { id, kind: binding.kind, ...partsOf(binding, kept) });
  if (parsed.success) return succeed(parsed.output);
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? binding.kind;
  return refuse('invalid_command', `${where}: ${issue.message}`);
}

function partsOf(binding: Binding, before: DeviceSettings | null): object {
  const { kind, address: transport, profile, protocol } = binding;
  const role = binding.role === null ? {} : { role: binding.role };
  const asked = protocol === null ? {} : { protocol };
  const same = <Kind extends DeviceSettings['kind']>(wanted: Kind) =>
    before?.kind === wanted ? (before as Extract<DeviceSettings, { kind: Kind }>) : null;
  switch (kind) {
    case 'scanner':
      return { ...same('scanner'), transport, ...role, ...(profile === null ? {} : { profile }) };
    case 'printer': {
      const old = same('printer');
      const name = profile ?? old?.profile ?? '80mm';
      // What the probe found is true of the printer that it asked.
      const cjk = old?.cjk !== undefined && old.profile === name ? { cjk: old.cjk } : {};
      return {
        ...(old?.role ? { role: old.role } : {}),
        ...role,
        transport,
        profile: name,
        ...cjk,
      };
    }
    case 'drawer': {
      const old = same('drawer');
      if (transport.type !== 'printer') return {};
      const isSame = old?.printer === transport.printer;
      const { openLevel, leftOpenMs } = old ?? {};
      return {
        printer: transport.printer,
        pin: old?.pin ?? 2,
        ...(isSame && openLevel !== undefined ? { openLevel } : {}),
        ...(leftOpenMs === undefined ? {} : { leftOpenMs }),
      };
    }
    case 'display':
      return { protocol: 'cd5220', charset: 'ascii', ...same('display'), transport, ...asked };
    case 'scale':
      return { protocol: 'toledo-8217', ...same('scale'), transport, ...asked };
    case 'reader':
      return { protocol: 'neo2', ...same('reader'), transport, ...asked };
  }
}
