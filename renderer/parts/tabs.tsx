import './tabs.css';

/** A choice of one from a few, as a row of keys. */
export function Tabs<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly words: string }[];
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <fieldset class="tabs" aria-label={props.label}>
      {props.options.map(({ value, words }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.onChoose(value)}
        >
          <span data-fit>{words}</span>
        </button>
      ))}
    </fieldset>
  );
}
