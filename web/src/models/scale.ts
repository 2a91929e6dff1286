// What pictures of numbers are drawn with: round marks on an axis, and places between two ends.

export interface Scale {
  least: number;
  most: number;
  /** Ascending, from `least` to `most`. */
  ticks: number[];
}

const kSteps = [1, 2, 5, 10];

/** An axis that holds every value, with about `wanted` steps between round numbers. Values that are no numbers are passed over. */
export function scaleOf(values: (number | null | undefined)[], wanted = 4): Scale {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (known.length === 0) return { least: 0, most: 1, ticks: [0, 1] };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / wanted));
  const step = power * (kSteps.find((one) => one * power * wanted >= span * 0.999999) ?? 10);
  const from = Math.floor(low / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
  return { least: ticks[0] ?? 0, most: ticks.at(-1) ?? 1, ticks };
}

/** Whole numbers for an axis of epochs, `most` steps at most. */
export function wholeScale(last: number, most = 6): Scale {
  const end = Math.max(2, last);
  const step = Math.max(1, Math.ceil((end - 1) / most));
  const ticks: number[] = [];
  for (let tick = 1; tick <= end; tick += step) ticks.push(tick);
  return { least: 1, most: end, ticks };
}

/** Where a value stands between two ends of a picture. */
export const placeOn = (scale: Scale, value: number, from: number, to: number): number =>
  from + ((to - from) * (value - scale.least)) / (scale.most - scale.least || 1);

/** No more digits than a person reads. */
export const shortNumber = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(3)));
