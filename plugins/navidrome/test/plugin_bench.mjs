// What a call takes, seen from the host: median and 95th percentile of 200 calls each.
import { loaded, serving, synced } from "./host.mjs";

const calls = 200;
const library = process.argv[2] ? { library: process.argv[2], close: () => {} } : await synced();
const service = await serving(library.library);
const plugin = await loaded({ apiUrl: service.url });
const listed = await (await fetch(`${service.url}/api/v1/songs?limit=${calls}`)).json();
const named = listed.songs.map(({ artist, title }) => ({ artist, name: title }));
const wishes = {
  nd_get_similar_songs_by_track: (i) => ({ ...named[i], count: 50 }),
  nd_get_sonic_similar_tracks: (i) => ({ song: named[i], count: 10 }),
  nd_find_sonic_path: (i) => ({ startSong: named[i], endSong: named[(i + 7) % named.length], count: 25 }),
  nd_get_similar_songs_by_artist: (i) => ({ name: named[i].artist, count: 50 }),
};
for (const [name, wish] of Object.entries(wishes)) {
  await plugin.call(name, wish(0));
  const took = [];
  for (let i = 0; i < calls; ++i) {
    const begin = performance.now();
    await plugin.call(name, wish(i % named.length));
    took.push(performance.now() - begin);
  }
  took.sort((a, b) => a - b);
  console.log(`${name}: ${took[calls / 2].toFixed(2)} ms, 95 of 100 within ${took[Math.floor(calls * 0.95)].toFixed(2)} ms`);
}
await plugin.close();
await service.close();
library.close();
