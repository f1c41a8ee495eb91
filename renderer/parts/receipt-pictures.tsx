import { generate, mode } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { code128Modules, ean13Modules } from './bars.ts';

/**
 * Left to itself the library mixes Shift JIS with UTF-8, which readers for Chinese phones do not
 * expect: Chinese characters go as UTF-8 alone.
 */
const readableModes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

/** A QR code with the quiet zone that readers ask for. */
export function QrPicture({ data }: { readonly data: string }) {
  const code = generate(data, { modes: readableModes });
  const quiet = 4;
  const side = code.size + 2 * quiet;
  return (
    <svg class="qr" viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label={data}>
      <path d={toSvgPath(code)} fill="currentColor" shape-rendering="crispEdges" />
    </svg>
  );
}

export function BarcodePicture(props: {
  readonly symbology: 'ean13' | 'code128';
  readonly data: string;
}) {
  const { symbology, data } = props;
  const modules = symbology === 'ean13' ? ean13Modules(data) : code128Modules(data);
  if (modules === null) return <p class="center">{data}</p>;
  const bars = Array.from(modules, (bar, x) => (bar === '1' ? `M${x} 0h1v40h-1z` : '')).join('');
  return (
    <figure class="barcode">
      <svg
        viewBox={`-10 0 ${modules.length + 20} 40`}
        preserveAspectRatio="none"
        role="img"
        aria-label={data}
      >
        <path d={bars} fill="currentColor" shape-rendering="crispEdges" />
      </svg>
      <figcaption>{data}</figcaption>
    </figure>
  );
}

/** A raster, one bit a dot, rows padded to whole bytes. */
export function BitsPicture(props: {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: string;
}) {
  const { widthDots, heightDots } = props;
  const bytes = Uint8Array.from(atob(props.bits), (character) => character.charCodeAt(0));
  const rowBytes = Math.ceil(widthDots / 8);
  let dots = '';
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const byte = bytes[y * rowBytes + (x >> 3)] ?? 0;
      if ((byte >> (7 - (x & 7))) & 1) dots += `M${x} ${y}h1v1h-1z`;
    }
  }
  return (
    <svg class="bits" viewBox={`0 0 ${widthDots} ${heightDots}`} aria-hidden="true">
      <path d={dots} fill="currentColor" shape-rendering="crispEdges" />
    </svg>
  );
}
