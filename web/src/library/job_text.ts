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

/** Jobs that are over and were not in what is known, which they are added to. At first, with nothing known, none. */
export function newlyOver(known: Set<number> | undefined, jobs: readonly Job[]): [Set<number>, Job[]] {
  const over = jobs.filter(isOver);
  if (!known) return [new Set(over.map((job) => job.id)), []];
  const fresh = over.filter((job) => !known.has(job.id));
  for (const job of fresh) known.add(job.id);
  return [known, fresh];
}

export const jobShare = (job: Job): number | undefined =>
  job.total !== undefined && job.total > 0 && job.done !== undefined ? Math.min(1, job.done / job.total) : undefined;

export const jobError = (job: Job): string | undefined => job.error || undefined;

/** How lyrics were written is for those who look into the file. */
const kUntold = ['sung', 'cleaned'];
const kWords: Record<string, string> = { unchanged: 'not read again', left_out: 'columns with values left out' };

/** The folders of scans, the last one first; a folder that could not be read is none. */
export const scannedFolders = (jobs: readonly Job[]): string[] => [
  ...new Set(
    jobs.filter((job) => job.kind === 'scan' && job.state !== 'failed').map((job) => String(job.wish['path'] ?? '')),
  ),
];

/** How a job ended, as a sentence. */
export function jobEnd(job: Job): string {
  if (job.state === 'failed') return `${jobName(job)} failed${job.error ? `: ${job.error}` : ''}.`;
  return `${jobName(job)} ${job.state === 'done' ? 'is' : 'was'} ${jobState(job)}.`;
}

/** The numbers of a result that say anything, such as "168 imported". Of nothing nothing is said. */
export function jobResult(job: Job): string {
  if (typeof job.result !== 'object' || job.result === null) return '';
  const told = Object.entries(job.result)
    .filter(([name]) => !kUntold.includes(name))
    .filter((entry): entry is [string, number | unknown[]] => typeof entry[1] === 'number' || Array.isArray(entry[1]))
    .map(([name, value]): [string, number] => [
      kWords[name] ?? name.replaceAll('_', ' '),
      Array.isArray(value) ? value.length : value,
    ])
    .filter(([name, number]) => number > 0 && (name !== 'seconds' || number >= 0.1))
    .map(([name, number]) => `${Number.isInteger(number) ? number.toLocaleString('en') : number.toFixed(1)} ${name}`);
  return told.length > 0 ? told.join(', ') : 'nothing new';
}
