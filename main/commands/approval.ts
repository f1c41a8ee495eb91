import { mayApprove } from '../access/roles.ts';
import { checkPin } from '../access/sign-in.ts';
import { type Result, refuse } from '../contract/failure.ts';
import type { StaffShown } from '../contract/snapshots.ts';
import type { Context } from './context.ts';

export type Approval = { readonly staffId: string; readonly pin: string; readonly reason: string };

/** A supervisor's yes, by PIN: journalled with the reason, whatever comes of the command. */
export function approve(context: Context, approval: Approval, subject: string): Result<StaffShown> {
  const person = checkPin(context.store.staff, approval.staffId, approval.pin, context.now());
  if (!person.ok) return person;
  if (!mayApprove(person.value.role)) {
    return refuse('policy.needs-supervisor', `${person.value.role} may not approve`);
  }
  context.store.record({
    kind: 'approval.given',
    actor: person.value.id,
    payload: { subject, reason: approval.reason, askedBy: context.staff?.id ?? null },
  });
  return person;
}
