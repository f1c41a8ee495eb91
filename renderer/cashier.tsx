import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import { render } from 'preact';
import { sayReady } from './bridge.ts';
import { Card } from './parts/card.tsx';
import { Demo } from './screens/demo/demo.tsx';
import { StatusStrip } from './screens/frame/status-strip.tsx';
import { Screen } from './screens/screen.tsx';
import { act, connect, follow, refusal, till } from './state.ts';
import { failureWords } from './text.ts';
import { listenForWedge } from './wedge/wedge.ts';

/** The cashier's window. */
function Cashier() {
  const shown = till.value;
  if (!shown) return <Unreached />;
  return (
    <div class="app" data-demo={shown.isDemo ? '' : undefined}>
      {shown.isDemo && <Demo />}
      <StatusStrip till={shown} />
      <Screen till={shown} />
    </div>
  );
}

/** Before the first snapshot: nothing, or why there is none. */
function Unreached() {
  if (!refusal.value) return null;
  const { what, todo } = failureWords(refusal.value.code);
  return (
    <main class="unreached">
      <Card kind="attention" what={what} todo={todo} />
    </main>
  );
}

follow();
listenForWedge(({ code, gapsMs }) => void act('scan.keyed', { code, gapsMs: [...gapsMs] }));
await connect();
render(<Cashier />, document.body);
sayReady();
