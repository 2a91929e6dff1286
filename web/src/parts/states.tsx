// What is shown when there is no answer yet, none at all, or an error instead.
import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api/client';

const kAdvice: Record<string, string> = {
  gone: 'Start it again with “leitmotif serve”. This page keeps trying and carries on by itself.',
  unauthorized: 'Sign in with the token that the program showed when it started.',
};

export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  return (
    <div class="failure" role="alert">
      <strong>{error.kind === 'gone' ? 'No answer' : 'That did not work'}</strong>
      <p>
        {error.message}
        {error.field && ` (field: ${error.field})`}
      </p>
      {kAdvice[error.kind] && <p class="quiet">{kAdvice[error.kind]}</p>}
      {retry && error.kind !== 'gone' && (
        <button type="button" class="button slim" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export const Empty = ({ children }: { children: ComponentChildren }) => <div class="empty">{children}</div>;

/** Holds the place of `lines` lines of about `height` (CSS length). */
export const Skeleton = ({ lines, height }: { lines: number; height: string }) => (
  <div class="stack" aria-hidden="true">
    {Array.from({ length: lines }, (_, i) => (
      <div key={i} class="skeleton" style={{ height }} />
    ))}
  </div>
);
