/** What the bench can do, apart from the schemas: a page needs the names alone. */
export const benchLevels = ['internal', 'external', 'interactive'] as const;

/** What a device can be made to do, by kind; each says on the screen what it will do before it does it. */
export const benchTests = {
  scanner: [],
  printer: ['ruler', 'code-page', 'chinese', 'raster', 'qr', 'cut', 'page'],
  drawer: ['kick', 'level'],
  display: ['show', 'clear'],
  scale: ['weigh', 'zero'],
  reader: ['card', 'signal'],
} as const;
export const benchTestNames = [
  'ruler',
  'code-page',
  'chinese',
  'raster',
  'qr',
  'cut',
  'page',
  'kick',
  'level',
  'show',
  'clear',
  'weigh',
  'zero',
  'card',
  'signal',
] as const;
export type BenchTestName = (typeof benchTestNames)[number];
