import { access } from 'node:fs/promises';
import { driverLimits } from '../limits.ts';

/**
 * Calls back once when the device's path is gone: some drivers never report an unplugged device
 * (device-facts 2). Returns a function that ends the watch.
 */
export function watchPath(path: string, onGone: (reason: string) => void): () => void {
  let isWatching = true;
  const check = async (): Promise<void> => {
    const reason = await access(path).then(
      () => undefined,
      (cause: NodeJS.ErrnoException) => (cause.code === 'ENOENT' ? `${path} is gone` : undefined),
    );
    if (!reason || !isWatching) return;
    stop();
    onGone(reason);
  };
  const timer = setInterval(() => void check(), driverLimits.pathCheckMs);
  function stop(): void {
    isWatching = false;
    clearInterval(timer);
  }
  return stop;
}
