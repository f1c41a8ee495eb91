import { useState } from 'preact/hooks';
import './picture.css';

const pictureKey = /^[a-z0-9-]{1,60}$/;

function source(picture: string | null): string | null {
  if (picture === null) return null;
  if (picture.startsWith('data:image/')) return picture;
  return pictureKey.test(picture) ? `/assets/pictures/${picture}.svg` : null;
}

/** An item's picture; where there is none, the first sign of its name. */
export function Picture(props: { readonly picture: string | null; readonly name: string }) {
  const [isBroken, setBroken] = useState<string | null>(null);
  const from = source(props.picture);
  if (from === null || isBroken === from) {
    return (
      <span class="picture letter" aria-hidden="true">
        {Array.from(props.name)[0]}
      </span>
    );
  }
  return (
    <img
      class="picture"
      src={from}
      alt=""
      draggable={false}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(from)}
    />
  );
}
