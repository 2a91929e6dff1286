// The jobs as they go on: the list once, then each running one's events.
import { useEffect, useState } from 'preact/hooks';
import { getJobs } from '../api/calls';
import { followJob } from '../api/events';
import type { Job } from '../api/types';
import { useLoad, type Loaded } from '../api/use_load';
import { isOver } from './job_text';

export interface Jobs extends Pick<Loaded<unknown>, 'error' | 'reload'> {
  jobs: Job[] | undefined;
}

/** `ended` is called for each job that comes to its end while it is watched. */
export function useJobs(ended: (job: Job) => void): Jobs {
  const loaded = useLoad('jobs', getJobs);
  const [news, setNews] = useState<Record<string, Job>>({});
  const jobs = loaded.data?.jobs.map((job) => (isOver(job) ? job : (news[job.id] ?? job)));
  const running = (loaded.data?.jobs ?? []).filter((job) => !isOver(job)).map((job) => job.id);
  useEffect(() => {
    const abort = new AbortController();
    for (const id of running) {
      const tell = (job: Job) => {
        setNews((before) => ({ ...before, [job.id]: job }));
        if (isOver(job)) ended(job);
      };
      followJob(id, tell, abort.signal).catch(() => undefined);
    }
    return () => abort.abort();
  }, [running.join()]);
  return { jobs, error: loaded.error, reload: loaded.reload };
}
