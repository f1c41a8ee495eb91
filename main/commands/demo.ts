import { type Result, refuse } from '../contract/failure.ts';
import { type Context, type DemoWorld, done, type Handlers } from './context.ts';

/** The panel that plays the world outside: it moves the simulators, never the terminal itself. */
export const demoCommands: Handlers<
  | 'demo.scan'
  | 'demo.pay'
  | 'demo.printer'
  | 'demo.scanner'
  | 'demo.network'
  | 'demo.card'
  | 'demo.scale'
> = {
  'demo.scan': (context, { code }) => play(context, (world) => world.scan(code)),
  'demo.pay': (context, { scenario }) => play(context, (world) => world.pay(scenario)),
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
