// The order of a list by hand.

/** `list` with the item at `from` moved to be at `to`; both are brought inside. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const inside = (place: number) => Math.min(list.length - 1, Math.max(0, place));
  const [item] = next.splice(inside(from), 1);
  if (item !== undefined) next.splice(inside(to), 0, item);
  return next;
}

/** A file name for a title, that every file system takes. */
export const fileName = (title: string, format: string): string =>
  `${title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ').trim() || 'playlist'}.${format}`;
