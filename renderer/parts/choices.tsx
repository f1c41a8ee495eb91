import { Button } from './button.tsx';
import './choices.css';

/** A question with a few answers to tap, where typing would be slower than pointing. */
export function Choices<Value extends string>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly words: string }[];
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <fieldset class="choices">
      <legend>{props.label}</legend>
      <div>
        {props.options.map(({ value, words }) => (
          <Button key={value} isPressed={value === props.value} onTap={() => props.onChoose(value)}>
            {words}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
