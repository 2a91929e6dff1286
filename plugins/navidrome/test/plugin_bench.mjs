// What a call takes, seen from the host: median and 95th percentile of 60 calls each, and the processor time of host,
// plugin and service together, which a busy machine changes less.
import { readFileSync } from "node:fs";
import { alone, loaded, serving, synced } from "./host.mjs";

const calls = 60;
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
/** Milliseconds of processor time so far. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync(`/proc/${service.pid}/stat`, "utf8").split(") ")[1].split(" ");
  const ticksPerMs = 0.1; // Linux counts in hundredths of a second for programs
  return (user + system) / 1000 + (Number(fields[11]) + Number(fields[12])) / ticksPerMs;
}

for (const [name, wish] of Object.entries(wishes)) {
  await plugin.call(name, wish(0));
  const took = [];
  const before = processorTime();
  for (let i = 0; i < calls; ++i) {
    const begin = performance.now();
    await plugin.call(name, wish(i % named.length));
    took.push(performance.now() - begin);
  }
  const processor = ((processorTime() - before) / calls).toFixed(2);
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor(calls * share)].toFixed(2);
  console.log(`${name}: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, fastest ${at(0)} ms; processor ${processor} ms`);
}
const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: "" };
asked.body = JSON.stringify({ song: { artist: named[0].artist, title: named[0].name }, n: 50 });
const still = await alone(await (await fetch(`${service.url}/api/v1/alike`, asked)).text());
const question = JSON.stringify({ ...named[0], count: 50 });
let fastest = Infinity;
for (let i = 0; i < calls; ++i) {
  const begin = performance.now();
  await still.call("nd_get_similar_songs_by_track", question);
  fastest = Math.min(fastest, performance.now() - begin);
}
console.log(`the plugin alone, 50 songs: fastest ${fastest.toFixed(2)} ms`);
await still.close();
await plugin.close();
await service.close();
library.close();
