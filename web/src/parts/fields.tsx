// Form fields with their labels tied to them.
import { useId } from 'preact/hooks';
import { isTopic } from '../topics/colours';

interface SegmentsProps<T extends string | number> {
  name: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One choice of few, as a row of radio buttons that look like one control. */
export function Segments<T extends string | number>({ name, value, options, onChange }: SegmentsProps<T>) {
  const id = useId();
  return (
    <div class="segments" role="radiogroup" aria-label={name}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={id} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

interface SliderProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  show?: (value: number) => string;
  topic?: string;
  step?: number;
}

/** A number of 0 to 1. */
export function Slider({ label, value, onChange, show, topic, step }: SliderProps) {
  const id = useId();
  const text = (show ?? ((number: number) => number.toFixed(2)))(value);
  return (
    <div class="slider" data-topic={topic && isTopic(topic) ? topic : undefined}>
      <label for={id}>
        {topic !== undefined && <span class="dot" />}
        {label}
      </label>
      <output for={id}>{text}</output>
      <input
        id={id}
        type="range"
        min="0"
        max="1"
        step={step ?? 0.05}
        value={value}
        aria-valuetext={text}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A whole number; what is out of bounds is brought inside when the field is left. */
export function NumberField({ label, value, min, max, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="number"
        min={min}
        max={max}
        value={value}
        onChange={(event) => {
          const wanted = Math.round(Number(event.currentTarget.value));
          const bounded = Number.isFinite(wanted) ? Math.min(max, Math.max(min, wanted)) : value;
          event.currentTarget.value = String(bounded);
          onChange(bounded);
        }}
      />
    </div>
  );
}

export const Check = (props: { label: string; value: boolean; onChange: (value: boolean) => void }) => (
  <label class="check">
    <input type="checkbox" checked={props.value} onChange={(event) => props.onChange(event.currentTarget.checked)} />
    {props.label}
  </label>
);

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  rows?: number;
  autofocus?: boolean;
}

export function TextField({ label, value, onChange, placeholder, rows, autofocus }: TextFieldProps) {
  const id = useId();
  const common = { id, class: 'input', value, placeholder, autoFocus: autofocus };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? (
        <textarea {...common} rows={rows} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} type="text" onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </div>
  );
}
