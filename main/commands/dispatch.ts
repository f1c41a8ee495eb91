import * as v from 'valibot';
import { isAllowed } from '../access/roles.ts';
import {
  type CommandInput,
  type CommandName,
  type CommandReceipt,
  commandEnvelope,
  commands,
  isCommandName,
} from '../contract/commands.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { StaffShown } from '../contract/snapshots.ts';
import type { Context } from './context.ts';
import { handlers } from './handlers.ts';

/** What the dispatcher needs besides what it hands to the handlers. */
export type DispatchParts = {
  readonly context: Omit<Context, 'staff' | 'afterCommit'>;
  /** Shows the new state; returns the revision of the snapshot that does. */
  publish(): number;
  /** The revision that `publish` will give next. */
  nextRevision(): number;
};

export type Dispatch = (name: string, envelope: unknown) => Result<CommandReceipt>;

/** Applies each command once: parsed, allowed, in one transaction with its reply, then its effects. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { store } = parts.context;

  function apply<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    staff: StaffShown | null,
    effects: (() => void)[],
  ): Result<void> {
    const { sound, notify } = parts.context;
    const context: Context = {
      ...parts.context,
      staff,
      afterCommit: (effect) => effects.push(effect),
      // nobody hears or reads of what is not on the disk
      sound: (name) => effects.push(() => sound(name)),
      notify: (notice) => effects.push(() => notify(notice)),
    };
    return handlers[name](context, input);
  }

  return (name, envelope) => {
    const parsed = v.safeParse(commandEnvelope, envelope);
    if (!isCommandName(name) || !parsed.success) return invalid(parts, name, 'envelope');
    const { commandId } = parsed.output;
    const remembered = store.applied.reply(commandId);
    if (remembered) return remembered;
    const input = v.safeParse<(typeof commands)[CommandName]>(commands[name], parsed.output.input);
    if (!input.success) return invalid(parts, name, v.getDotPath(input.issues[0]) ?? 'input');

    const effects: (() => void)[] = [];
    const reply = store.transaction((): Result<CommandReceipt> => {
      const staff = signedIn(parts);
      const applied: Result<void> = isAllowed(name, staff?.role ?? null)
        ? apply(name, input.output as CommandInput<typeof name>, staff, effects)
        : refuse(staff ? 'policy.denied' : 'policy.signed-out', `${name} is not allowed`);
      const answer = applied.ok ? succeed({ revision: parts.nextRevision() }) : applied;
      store.applied.remember(commandId, answer);
      return answer;
    });
    parts.publish();
    if (reply.ok) for (const effect of effects) effect();
    return reply;
  };
}

function signedIn(parts: DispatchParts): StaffShown | null {
  const { staffId } = parts.context.store.state.session();
  const person = staffId === null ? null : parts.context.store.staff.get(staffId);
  return person ? { id: person.id, name: person.name, role: person.role } : null;
}

/** Refused, and kept for the technician: a page of ours never sends this. */
function invalid(parts: DispatchParts, name: string, at: string) {
  parts.context.store.record({
    kind: 'command.invalid',
    actor: 'terminal',
    payload: { name: name.slice(0, 64), at: at.slice(0, 64) },
  });
  return refuse('invalid_command', `${name.slice(0, 64)} does not parse at ${at}`);
}
