import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import { render } from 'preact';
import { sayReady } from './bridge.ts';
import { Demo } from './screens/demo/demo.tsx';
import { StatusStrip } from './screens/frame/status-strip.tsx';
import { Screen } from './screens/screen.tsx';
import { connect, follow, till } from './state.ts';

/** The cashier's window. */
function Cashier() {
  const shown = till.value;
  if (!shown) return null;
  return (
    <div class="app" data-demo={shown.isDemo ? '' : undefined}>
      {shown.isDemo && <Demo />}
      <StatusStrip till={shown} />
      <Screen till={shown} />
    </div>
  );
}

follow();
await connect();
render(<Cashier />, document.body);
sayReady();
