import { existsSync } from 'node:fs';

/** The page is tested as it is shipped, so it has to be built. */
export default function setup(): void {
  if (!existsSync(new URL('../../dist/index.html', import.meta.url)))
    throw new Error('build the page first: npm run build');
}
