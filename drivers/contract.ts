/**
 * What the terminal and the device process say to each other: plain JSON, so that it crosses
 * `child_process` and Electron's `utilityProcess` alike.
 */
export * from './contract/calls.ts';
export * from './contract/config.ts';
export * from './contract/errors.ts';
export * from './contract/events.ts';
export * from './contract/found.ts';
export * from './contract/health.ts';
export * from './contract/messages.ts';
