// A long list of rows of one height, of which only those in the window are on the page; pages of it are asked for as
// they come into sight.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const kPage = 100;
const kMargin = 12;

interface Props<Row> {
  total: number;
  height: number;
  /** The rows from a place on; changes of `name` forget what was asked before. */
  name: string;
  load: (limit: number, offset: number, signal: AbortSignal) => Promise<Row[]>;
  row: (row: Row, place: number) => ComponentChildren;
  label: string;
}

export function VirtualList<Row>({ total, height, name, load, row, label }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const pages = useRef(new Map<number, Row[] | 'asked'>());
  const [, draw] = useState(0);
  const [window_, setWindow] = useState({ first: 0, last: 40 });
  const known = useRef(name);
  if (known.current !== name) {
    known.current = name;
    pages.current = new Map();
  }
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = box.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / height) - kMargin);
      const last = Math.min(total, first + Math.ceil(innerHeight / height) + 2 * kMargin);
      setWindow((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', later);
      removeEventListener('resize', later);
    };
  }, [total, height, name]);
  const firstPage = Math.floor(window_.first / kPage);
  const lastPage = Math.floor(Math.max(0, Math.min(window_.last, total) - 1) / kPage);
  useEffect(() => {
    const abort = new AbortController();
    const mine = pages.current;
    for (let page = firstPage; page <= lastPage && page * kPage < total; page += 1) {
      if (mine.has(page)) continue;
      mine.set(page, 'asked');
      load(kPage, page * kPage, abort.signal).then(
        (rows) => {
          mine.set(page, rows);
          draw((n) => n + 1);
        },
        () => mine.delete(page),
      );
    }
    return () => {
      // What has scrolled away before it came is asked again when it is wanted.
      abort.abort();
      for (const [page, rows] of mine) if (rows === 'asked') mine.delete(page);
    };
  }, [firstPage, lastPage, name, total]);
  const shown: ComponentChildren[] = [];
  for (let place = window_.first; place < Math.min(window_.last, total); place += 1) {
    const page = pages.current.get(Math.floor(place / kPage));
    const item = Array.isArray(page) ? page[place % kPage] : undefined;
    shown.push(
      <div
        key={place}
        role="listitem"
        class="virtual-row"
        aria-posinset={place + 1}
        aria-setsize={total}
        style={{ transform: `translateY(${place * height}px)`, height: `${height}px` }}
      >
        {item === undefined ? <span class="skeleton virtual-wait" /> : row(item, place)}
      </div>,
    );
  }
  return (
    <div ref={box} role="list" aria-label={label} class="virtual" style={{ height: `${total * height}px` }}>
      {shown}
    </div>
  );
}
