/** The product's icons: 24 units square, one stroke, drawn for this till. */
const shapes = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20 20',
  erase: 'M9 5h11v14H9l-6-7 6-7ZM12 9.5l5 5M17 9.5l-5 5',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4',
  refund: 'M4 12a8 8 0 1 0 2.5-5.8M4 3.5V8h4.5M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  suspend: 'M8 5v14M16 5v14',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  discount:
    'M6 18 18 6M7.5 5.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM16.5 14.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  printer: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  scanner: 'M4 8V5h3M17 5h3v3M20 16v3h-3M7 19H4v-3M8 9v6M11 9v6M13.5 9v6M16 9v6',
  drawer: 'M4 5h16v7H4zM4 12h16v7H4zM10 15.5h4',
  display: 'M3 5h18v9H3zM12 14v5M8 19h8',
  scale: 'M4 20h16l-2-9H6zM3 7h18M12 7v4M10 15.5h4',
  reader: 'M6 3h12v18H6zM9 12a4 4 0 0 1 6 0M10.5 15a2 2 0 0 1 3 0',
  wallet: 'M7 3h10v18H7zM10.5 6h3M10 10h4v4h-4zM11 18h2',
  staff: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c.8-3.8 3.7-5.5 7.5-5.5s6.7 1.7 7.5 5.5',
  check: 'M5 12.5 10 17.5 19.5 7',
  back: 'M14 6l-6 6 6 6',
  forward: 'M10 6l6 6-6 6',
  basket: 'M4 10h16l-2 9H6l-2-9ZM8.5 10 11 4M15.5 10 13 4',
  chart: 'M5 20V11M12 20V4M19 20v-6M3 20h18',
  device: 'M4 5h16v10H4zM9 19h6M12 15v4',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17 14h.01M7 14h.01M10 14h4',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  cash: 'M3 7h18v10H3zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM6 12h.01M18 12h.01',
  alert: 'M12 4 2.5 20h19L12 4ZM12 10v5M12 17.5h.01',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  play: 'M7 4.5 19 12 7 19.5Z',
  record: 'M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12Z',
  stop: 'M6 6h12v12H6z',
  disk: 'M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0ZM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0',
  network: 'M12 4v6M5 20v-5h14v5M12 10v5M9 4h6v6H9zM3 20h4M17 20h4',
  time: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7v5l3.5 2',
  fetch: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  page: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  world: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
} as const;

export type IconName = keyof typeof shapes;

/** Decoration beside words: hidden from a screen reader. `size` in pixels. */
export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
