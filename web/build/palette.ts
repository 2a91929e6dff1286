// Makes the style sheet of the topic colours out of the project's one palette, so that no colour is written twice.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const kFile = new URL('../../data/palette.json', import.meta.url);
const kName = 'virtual:palette.css';

type Pair = { light: string; dark: string };

/** One custom property a topic, and `--tone` for whatever carries `data-topic`. */
export function paletteStyles(palette: Record<string, Pair>): string {
  const name = (topic: string) => `--topic-${topic.replace(/[^a-z]+/g, '-')}`;
  const topics = Object.entries(palette);
  const properties = topics.map(([topic, pair]) => `${name(topic)}:light-dark(${pair.light},${pair.dark});`);
  const tones = topics.map(([topic]) => `[data-topic='${topic}']{--tone:var(${name(topic)})}`);
  return `:root{${properties.join('')}}\n${tones.join('\n')}\n`;
}

export function palette(): Plugin {
  return {
    name: 'leitmotif-palette',
    resolveId: (id) => (id === kName ? `\0${kName}` : undefined),
    load(id) {
      if (id !== `\0${kName}`) return undefined;
      this.addWatchFile(kFile.pathname);
      return paletteStyles(JSON.parse(readFileSync(kFile, 'utf8')) as Record<string, Pair>);
    },
  };
}
