// One service and one browser for a file of tests; every page that was opened is closed without a fault.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launch, open, type Watched } from './browser';
import { startService, type Service } from './program';

export interface Session {
  readonly service: Service;
  readonly browser: Browser;
  /** The page that was visited last. */
  now: Watched;
  visit: (path?: string, opening?: Parameters<typeof open>[3]) => Promise<Page>;
}

/** `prepare` is done with the service before the first test. */
export function startSession(prepare: (service: Service) => Promise<void> = async () => {}): Session {
  const session = {
    async visit(path = '', opening = {}) {
      this.now = await open(this.browser, this.service.url, path, opening);
      return this.now.page;
    },
  } as { -readonly [Key in keyof Session]: Session[Key] };
  beforeAll(async () => {
    [session.service, session.browser] = await Promise.all([startService(), launch()]);
    await prepare(session.service);
  });
  afterAll(async () => {
    await session.browser?.close();
    await session.service?.stop();
  });
  afterEach(async () => {
    expect(session.now.faults).toEqual([]);
    await session.now.close();
  });
  return session;
}
