import { defineConfig } from 'vite';
import { palette } from './build/palette.ts';

// The program that answers under /api while the page is worked on; `npm run mock` is another.
const program = process.env['LEITMOTIF_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [palette()],
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything is a file of its own: the page's Content-Security-Policy allows neither data: nor inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(['/api', '/healthz', '/readyz'].map((path) => [path, program])),
  },
});
