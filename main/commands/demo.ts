import { type Result, refuse } from '../contract/failure.ts';
import { type Context, type DemoWorld, done, type Handlers } from './context.ts';

/** The panel that plays the world outside: it moves the simulators, never the terminal itself. */
export const demoCommands: Handlers<
  | 'demo.scan'
  | 'demo.pay'
  | 'demo.pay-shown'
  | 'demo.printer'
  | 'demo.scanner'
  | 'demo.network'
  | 'demo.card'
  | 'demo.scale'
> = {
  'demo.scan': (context, { code }) => play(context, (world) => world.scan(code)),
  'demo.pay': (context, customer) => play(context, (world) => world.pay(customer)),
  'demo.pay-shown': (context) => {
    const shown = context.store.attempts
      .unfinished()
      .flatMap(({ shownCode }) => shownCode ?? [])
      .at(-1);
    if (shown === undefined) return refuse('payment.closed', 'nothing is shown to be paid');
    return play(context, (world) => world.payShown(shown));
  },
  'demo.printer': (context, { state }) => play(context, (world) => world.setPrinter(state)),
  'demo.scanner': (context, { isPlugged }) => play(context, (world) => world.setScanner(isPlugged)),
  'demo.network': (context, { isOnline }) => play(context, (world) => world.setOnline(isOnline)),
  'demo.card': (context, { card }) => play(context, (world) => world.setCard(card)),
  'demo.scale': (context, { grams }) => play(context, (world) => world.setScale(grams)),
};

function play(context: Context, act: (world: DemoWorld) => void): Result<void> {
  const { demo } = context;
  if (!demo) return refuse('demo.only', 'there is no demo world here');
  context.afterCommit(() => act(demo));
  return done;
}
