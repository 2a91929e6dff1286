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

export const jobName = (job: Job): string => [kKinds[job.kind] ?? job.kind, job.what].filter(Boolean).join(': ');
export const jobState = (job: Job): string => kStates[job.state] ?? job.state;
export const isOver = (job: Job): boolean => job.state !== 'queued' && job.state !== 'running';

export const jobShare = (job: Job): number | undefined =>
  job.total !== undefined && job.total > 0 && job.done !== undefined ? Math.min(1, job.done / job.total) : undefined;

export const jobError = (job: Job): string | undefined => job.error || undefined;

/** The plain numbers of a result, such as "168 imported, 0 rejected". */
export function jobResult(job: Job): string {
  if (typeof job.result !== 'object' || job.result === null) return '';
  return Object.entries(job.result)
    .filter((entry): entry is [string, number | unknown[]] => typeof entry[1] === 'number' || Array.isArray(entry[1]))
    .map(([name, value]) => {
      const number = Array.isArray(value) ? value.length : value;
      const text = Number.isInteger(number) ? number.toLocaleString('en') : number.toFixed(2);
      return `${text} ${name.replaceAll('_', ' ')}`;
    })
    .join(', ');
}
