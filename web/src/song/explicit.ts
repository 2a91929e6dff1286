import type { Explicitness } from '../api/generated';

/** Why a song has its level: that it was published so, and its strong words. */
export const explicitCauses = (note: Explicitness): string =>
  [...(note.published ? ['published as explicit'] : []), ...note.words].join(', ');
