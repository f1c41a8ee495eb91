/** Shows what is being typed, with its name on the left. */
export function Readout(props: {
  readonly name: string;
  readonly value: string;
  readonly isEmpty: boolean;
}) {
  return (
    <output class="readout" aria-label={props.name}>
      <span class="soft">{props.name}</span>
      <span class={props.isEmpty ? 'value empty' : 'value'}>{props.value}</span>
    </output>
  );
}
