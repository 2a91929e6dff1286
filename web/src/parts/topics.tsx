// How topics look, the same in every view: a dot with a name, the motif line, and bars.
import { isTopic } from '../topics/colours';

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;

export const TopicName = ({ topic }: { topic: string }) => (
  <span class="row topic-name">
    <span class="dot" data-topic={isTopic(topic) ? topic : undefined} />
    {topic}
  </span>
);

type Shares = Record<string, number>;
const kLeast = 0.02;
const ordered = (shares: Shares): [string, number][] => Object.entries(shares).sort((a, b) => b[1] - a[1]);

/** The topics of one song as one line. Parts that are no topic are joined at the end. */
export function Motif({ shares }: { shares: Shares }) {
  const parts = ordered(shares).filter(([, share]) => share >= kLeast);
  const topics = parts.filter(([name]) => isTopic(name));
  const rest = parts.filter(([name]) => !isTopic(name)).reduce((sum, [, share]) => sum + share, 0);
  const words = parts.slice(0, 4).map(([name, share]) => `${name} ${percent(share)}`);
  return (
    <span class="motif" role="img" aria-label={words.length > 0 ? words.join(', ') : 'topics not known'}>
      {topics.map(([name, share]) => (
        <span key={name} data-topic={name} style={{ flexGrow: share }} title={`${name} ${percent(share)}`} />
      ))}
      {rest > 0 && <span style={{ flexGrow: rest }} title={`other ${percent(rest)}`} />}
    </span>
  );
}

interface BarsProps {
  shares: Shares;
  /** Names in the order wished for; else the greatest first. */
  order?: string[];
  /** What the shares were before: drawn as a mark on each bar. */
  before?: Shares | undefined;
  most?: number;
}

export function TopicBars({ shares, order, before, most }: BarsProps) {
  const entries: [string, number][] = order
    ? order.map((name) => [name, shares[name] ?? 0])
    : ordered(shares).slice(0, most ?? 16);
  return (
    <ul class="bars">
      {entries.map(([name, share]) => (
        <li class="bar" key={name} data-topic={isTopic(name) ? name : undefined}>
          <span class="bar-name">{name}</span>
          <span class="bar-track">
            <span class="bar-fill" style={{ width: `${100 * Math.min(1, share)}%` }} />
            {before && <span class="bar-before" style={{ left: `${100 * Math.min(1, before[name] ?? 0)}%` }} />}
          </span>
          <span class="number">{percent(share)}</span>
        </li>
      ))}
    </ul>
  );
}
