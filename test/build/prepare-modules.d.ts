// The preparation step is plain JavaScript, because the machine's own Node runs it: these are the
// shapes of what its tests look at.

declare module '*/build/prepare/debian.mjs' {
  export const debianPackages: Readonly<Record<string, string>>;
  export function installArgs(missing: readonly string[]): string[];
  export function isDebian(release: string): boolean;
  export function missingPackages(wanted: readonly string[], installed: string): string[];
  export function stopText(missing: readonly string[]): string;
}

declare module '*/build/prepare/electron.mjs' {
  export function hasElectron(folder: string, version: string): boolean;
}

declare module '*/build/prepare/newer.mjs' {
  export function isStale(step: { sources: readonly string[]; made: string }): boolean;
}

declare module '*/build/prepare/node-modules.mjs' {
  export function withoutLocalTools(path: string, root: string): string;
}

declare module '*/build/prepare/run.mjs' {
  export class Stop extends Error {}
  export function attempt(
    what: string,
    command: string,
    args: readonly string[],
  ): { isDone: boolean; said: string };
  export function step(what: string, command: string, args: readonly string[]): void;
}
