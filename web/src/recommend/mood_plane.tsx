// The mood plane: dark to bright from left to right, calm to lively from below. The two sliders say the same for the
// keyboard.
import { useRef } from 'preact/hooks';
import type { Mood as NamedMood } from '../api/types';
import { Slider } from '../parts/fields';
import type { Mood } from '../query/query';

interface Props {
  mood: Mood | undefined;
  moods: NamedMood[];
  onChange: (mood: Mood | undefined) => void;
}

const inside = (value: number): number => Math.round(100 * Math.min(1, Math.max(0, value))) / 100;
const same = (a: Mood, b: Mood): boolean => Math.abs(a.valence - b.valence) + Math.abs(a.energy - b.energy) < 0.015;

export function MoodPlane({ mood, moods, onChange }: Props) {
  const plane = useRef<HTMLDivElement>(null);
  const place = (event: PointerEvent) => {
    const box = plane.current?.getBoundingClientRect();
    if (!box) return;
    onChange({
      valence: inside((event.clientX - box.left) / box.width),
      energy: inside(1 - (event.clientY - box.top) / box.height),
    });
  };
  const at = (where: Mood) => ({ left: `${100 * where.valence}%`, bottom: `${100 * where.energy}%` });
  const now = mood ?? { valence: 0.5, energy: 0.5 };
  return (
    <div class="stack tight">
      <div
        class="plane"
        ref={plane}
        onPointerDown={(event) => {
          plane.current?.setPointerCapture(event.pointerId);
          place(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && place(event)}
      >
        <span class="plane-label top">lively</span>
        <span class="plane-label bottom">calm</span>
        <span class="plane-label left">dark</span>
        <span class="plane-label right">bright</span>
        {moods.map((each) => (
          <span key={each.name} class="plane-dot" style={at(each)} />
        ))}
        {mood && <span class="plane-mark" style={at(mood)} />}
      </div>
      {moods.length > 0 && (
        <div class="row chips" role="group" aria-label="Moods by name">
          {moods.map((each) => {
            const on = mood !== undefined && same(each, mood);
            const pick = { valence: each.valence, energy: each.energy };
            return (
              <button
                key={each.name}
                type="button"
                class="chip"
                aria-pressed={on}
                onClick={() => onChange(on ? undefined : pick)}
              >
                {each.name}
              </button>
            );
          })}
        </div>
      )}
      <Slider label="Dark to bright" value={now.valence} onChange={(valence) => onChange({ ...now, valence })} />
      <Slider label="Calm to lively" value={now.energy} onChange={(energy) => onChange({ ...now, energy })} />
      {mood && (
        <button type="button" class="button slim plain" onClick={() => onChange(undefined)}>
          Any mood
        </button>
      )}
    </div>
  );
}
