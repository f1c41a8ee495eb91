import './phone-to-scanner.css';

/** A phone that shows its code to the scanner: understood without reading. */
export function PhoneToScanner() {
  return (
    <svg class="phone-to-scanner" viewBox="0 0 240 150" fill="none" aria-hidden="true">
      <g stroke="currentColor" stroke-width="4" stroke-linejoin="round" stroke-linecap="round">
        <path d="M22 12h62a8 8 0 0 1 8 8v110a8 8 0 0 1-8 8H22a8 8 0 0 1-8-8V20a8 8 0 0 1 8-8Z" />
        <path d="M44 24h18" />
        <path d="M160 52h52a12 12 0 0 1 12 12v26h-64a8 8 0 0 1-8-8V60a8 8 0 0 1 8-8Z" />
        <path d="M184 90l10 48h26l-8-48" />
      </g>
      <g fill="currentColor">
        <path d="M30 42h18v18H30zM58 42h18v18H58zM30 70h18v18H30zM58 70h8v8h-8zM68 80h8v8h-8z" />
        <path d="M30 102h4v18h-4zM38 102h2v18h-2zM44 102h6v18h-6zM54 102h2v18h-2zM60 102h4v18h-4zM68 102h2v18h-2zM74 102h2v18h-2z" />
      </g>
      <g class="beam" stroke-width="4" stroke-linecap="round">
        <path d="M144 62 106 44M144 72h-40M144 82l-38 18" />
      </g>
    </svg>
  );
}
