import type { BenchSnapshot } from '../../contract/bench/snapshot.ts';
import type { CommandInput } from '../../contract/commands.ts';
import type { Activity } from '../activity.ts';
import type { BenchParts } from '../parts.ts';
import type { Bindings } from './binding.ts';

type Role = CommandInput<'bench.learn-scanner'>['role'];

export type Learning = {
  /** The next scan gives its scanner this role. */
  expect(role: Role, actor: string): void;
  /** A scan came from this device. */
  hear(deviceId: string): Promise<void>;
  role(): BenchSnapshot['learningRole'];
  /** The drawer stands as said: which level of its line that is, is kept. */
  learnDrawer(deviceId: string, isOpen: boolean, actor: string): Promise<void>;
};

/** What is easier shown than said: which scanner it is, and how a drawer is wired. */
export function createLearning(
  parts: BenchParts,
  bindings: Bindings,
  activity: Activity,
): Learning {
  const { devices, now, changed } = parts;
  let awaited: { readonly role: Role; readonly actor: string } | null = null;

  return {
    expect(role, actor) {
      awaited = { role, actor };
      changed();
    },
    async hear(deviceId) {
      const scanner = bindings.get(deviceId);
      if (!awaited || scanner?.kind !== 'scanner') return;
      const { role, actor } = awaited;
      awaited = null;
      bindings.change({ ...scanner, role }, actor);
      parts.applyDevices();
    },
    role: () => awaited?.role ?? null,
    async learnDrawer(deviceId, isOpen, actor) {
      const reply = await activity.during(deviceId, 'level', () =>
        devices.call(deviceId, 'read-drawer', null),
      );
      const level = reply.ok ? reply.value.level : undefined;
      const drawer = bindings.get(deviceId);
      const failure = reply.ok ? 'device.bad-data' : reply.error.code;
      const result = { test: 'learn', at: now() };
      if (level === undefined || drawer?.kind !== 'drawer') {
        // The printer reports no level: nothing can be learned from it.
        activity.finish(deviceId, { ...result, failure, facts: {} });
        return;
      }
      const openLevel = isOpen ? level : level === 0 ? 1 : 0;
      bindings.change({ ...drawer, openLevel }, actor);
      parts.applyDevices();
      activity.finish(deviceId, { ...result, failure: null, facts: { level, openLevel } });
    },
  };
}
