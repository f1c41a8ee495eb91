import type { Protocol } from 'devtools-protocol';
import { readAsset } from '../assets.ts';
import type { HostEvent, WindowName } from '../host.ts';
import type { Session } from './pipe.ts';
import { origin } from './wire.ts';

export type ServeParts = {
  readonly session: Session;
  readonly window: WindowName;
  readonly topFrameId: string;
  /** The one address this window may show. */
  readonly url: string;
  readonly assetsDir: string;
  onEvent(event: HostEvent): void;
};

/** Answers a request that the browser holds for us: our files, or a refusal; nothing goes further. */
export async function serve(
  parts: ServeParts,
  { requestId, request, resourceType, frameId }: Protocol.Fetch.RequestPausedEvent,
): Promise<void> {
  const { session, window } = parts;
  const isNavigation = resourceType === 'Document' && frameId === parts.topFrameId;
  if (isNavigation && request.url !== parts.url) {
    parts.onEvent({ kind: 'navigation-denied', window, url: request.url });
    // "No content" leaves the page where it is; a failure would show the browser's error page.
    session.tell('Fetch.fulfillRequest', { requestId, responseCode: 204 });
    return;
  }
  const url = new URL(request.url);
  if (url.origin !== origin) {
    parts.onEvent({ kind: 'request-blocked', url: request.url });
    session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    return;
  }
  try {
    const asset = await readAsset(parts.assetsDir, url.pathname);
    session.tell('Fetch.fulfillRequest', {
      requestId,
      responseCode: asset.status,
      responseHeaders: Object.entries(asset.headers).map(([name, value]) => ({ name, value })),
      body: asset.body.toString('base64'),
    });
  } catch (error) {
    parts.onEvent({ kind: 'asset-failed', url: request.url, error });
    session.tell('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  }
}
