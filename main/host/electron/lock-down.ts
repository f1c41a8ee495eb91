import { readAsset } from '../assets.ts';
import type { HostOptions } from '../host.ts';
import type { ProtocolApi, SessionApi } from './apis.ts';
import { origin, scheme } from './wire.ts';

/**
 * Makes our scheme behave as https does: an origin of its own, a secure context, `fetch`.
 * Must be called before Electron is ready, and once.
 */
export function registerScheme(protocol: Pick<ProtocolApi, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves our files on our origin, and refuses all else that a page can ask a session for. */
export function lockDown(session: SessionApi, options: HostOptions): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    try {
      if (!isOurs(request.url)) return new Response(null, { status: 404 });
      const { status, headers, body } = await readAsset(options.assetsDir, url.pathname);
      return new Response(new Uint8Array(body), { status, headers: { ...headers } });
    } catch (error) {
      options.onEvent({ kind: 'asset-failed', url: request.url, error });
      return Response.error();
    }
  });
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const isAllowed = isOurs(url) || /^(data|blob):/.test(url);
    if (!isAllowed) options.onEvent({ kind: 'request-blocked', url });
    callback({ cancel: !isAllowed });
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** `URL.origin` says "null" for a scheme that only Electron knows, so it is compared as text. */
export function isOurs(url: string): boolean {
  return url.startsWith(`${origin}/`);
}
