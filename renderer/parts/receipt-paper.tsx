import type { ReceiptBlock, ReceiptDocument } from '../../main/contract/queries.ts';
import { t } from '../text.ts';
import { runsOf } from './receipt-cells.ts';
import { BarcodePicture, BitsPicture, QrPicture } from './receipt-pictures.tsx';
import './receipt-paper.css';

/** The receipt as the printer lays it out, drawn from the same blocks. */
export function ReceiptPaper(props: { readonly receipt: ReceiptDocument; readonly label: string }) {
  const { widthCells, blocks } = props.receipt;
  return (
    <article class="paper" aria-label={t('receipt.label', { number: props.label })}>
      <div class="roll" style={{ '--cells': widthCells }}>
        {blocks.map((block, place) => (
          // The blocks of one receipt never change their places.
          <Block key={place} block={block} />
        ))}
      </div>
    </article>
  );
}

function Block({ block }: { readonly block: ReceiptBlock }) {
  switch (block.kind) {
    case 'line':
      return (
        <p class={`${block.align} ${block.size ?? 'normal'} ${block.isBold ? 'bold' : ''}`}>
          {runsOf(block.text).map((run, place) =>
            run.isWide ? <b key={place}>{run.text}</b> : run.text,
          )}
        </p>
      );
    case 'qr':
      return <QrPicture data={block.data} />;
    case 'barcode':
      return <BarcodePicture symbology={block.symbology} data={block.data} />;
    case 'image':
      return <BitsPicture {...block} />;
    case 'feed':
      return <div class="feed" style={{ '--lines': block.lines }} />;
    case 'cut':
      return <hr />;
  }
}
