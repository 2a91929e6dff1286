// A job in words.
import type { Job } from '../api/types';

const kKinds: Record<string, string> = {
  import: 'Import',
  scan: 'Scan',
  songbook: 'Songbook',
  eda: 'Analysis',
  train: 'Training',
};
const kStates: Record<Job['state'], string> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted by a restart',
};

/** "Scan of /music", with what it does right now while it does it. */
export function jobName(job: Job): string {
  const path = typeof job.wish['path'] === 'string' ? ` of ${job.wish['path']}` : '';
  const now = isOver(job) || !job.what ? '' : `: ${job.what}`;
  return `${kKinds[job.kind] ?? job.kind}${path}${now}`;
}
export const jobState = (job: Job): string => kStates[job.state] ?? job.state;
export const isOver = (job: Job): boolean => job.state !== 'queued' && job.state !== 'running';

export const jobShare = (job: Job): number | undefined =>
  job.total !== undefined && job.total > 0 && job.done !== undefined ? Math.min(1, job.done / job.total) : undefined;

export const jobError = (job: Job): string | undefined => job.error || undefined;

/** The numbers of a result that say anything, such as "168 imported". Of nothing nothing is said. */
export function jobResult(job: Job): string {
  if (typeof job.result !== 'object' || job.result === null) return '';
  const told = Object.entries(job.result)
    .filter((entry): entry is [string, number | unknown[]] => typeof entry[1] === 'number' || Array.isArray(entry[1]))
    .map(([name, value]): [string, number] => [name.replaceAll('_', ' '), Array.isArray(value) ? value.length : value])
    .filter(([name, number]) => number > 0 && (name !== 'seconds' || number >= 0.1))
    .map(([name, number]) => `${Number.isInteger(number) ? number.toLocaleString('en') : number.toFixed(1)} ${name}`);
  return told.length > 0 ? told.join(', ') : 'nothing new';
}
