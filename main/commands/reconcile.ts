import { refuse } from '../contract/failure.ts';
import type { Handlers } from './context.ts';

const unbuilt = () => refuse('internal', 'reconciliation is not built yet');

export const reconcileCommands: Handlers<
  'reconcile.fetch' | 'reconcile.import' | 'reconcile.settle' | 'reconcile.close'
> = {
  'reconcile.fetch': unbuilt,
  'reconcile.import': unbuilt,
  'reconcile.settle': unbuilt,
  'reconcile.close': unbuilt,
};
