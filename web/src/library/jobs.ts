// The jobs as they go on: the list once, then each running one's events.
import { useEffect, useRef, useState } from 'preact/hooks';
import { getJobs } from '../api/calls';
import { followJob } from '../api/events';
import type { Job } from '../api/types';
import { useLoad, type Loaded } from '../api/use_load';
import { isOver, newlyOver } from './job_text';

export interface Jobs extends Pick<Loaded<unknown>, 'error' | 'reload'> {
  jobs: Job[] | undefined;
}

/** `ended` is called for each job that comes to its end while the page is open, however short it was. */
export function useJobs(ended: (job: Job) => void): Jobs {
  const loaded = useLoad('jobs', getJobs);
  const [news, setNews] = useState<Record<string, Job>>({});
  const known = useRef<Set<number>>();
  const tellEnds = (all: readonly Job[]) => {
    const [next, fresh] = newlyOver(known.current, all);
    known.current = next;
    for (const job of fresh) ended(job);
  };
  useEffect(() => {
    if (loaded.data) tellEnds(loaded.data.jobs);
  }, [loaded.data]);
  const jobs = loaded.data?.jobs.map((job) => (isOver(job) ? job : (news[job.id] ?? job)));
  const running = (loaded.data?.jobs ?? []).filter((job) => !isOver(job)).map((job) => job.id);
  useEffect(() => {
    const abort = new AbortController();
    for (const id of running) {
      const tell = (job: Job) => {
        setNews((before) => ({ ...before, [job.id]: job }));
        if (isOver(job)) tellEnds([job]);
      };
      followJob(id, tell, abort.signal).catch(() => undefined);
    }
    return () => abort.abort();
  }, [running.join()]);
  return { jobs, error: loaded.error, reload: loaded.reload };
}
