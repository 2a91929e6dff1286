// The songbook's files as songs. Topics and mixtures come from the files' own heads, so that the stand-in needs no model.
import { readdirSync, readFileSync } from 'node:fs';

const kFolder = new URL('../../data/songbook/', import.meta.url);
const kHead = /^\[?([a-z]+):\s?(.*?)\]?$/;
const kNames = { ar: 'artist', ti: 'title' };

function readSong(file) {
  const song = { audio: {} };
  const lyrics = [];
  for (const line of readFileSync(file, 'utf8').split(/\r\n?|\n/)) {
    const head = lyrics.length === 0 ? kHead.exec(line) : null;
    if (head) song[kNames[head[1]] ?? head[1]] = head[2].trim();
    else lyrics.push(line.replace(/\[\d+:\d+(\.\d+)?\]/g, ''));
  }
  for (const name of ['danceability', 'loudness', 'acousticness', 'instrumentalness', 'valence', 'energy'])
    song.audio[name] = name in song ? Number(song[name]) : null;
  return { ...song, year: Number(song.year) || null, lyrics: lyrics.join('\n').trim() };
}

/** A number 0..1 that depends on `text` only. */
export function chance(text) {
  let hash = 2166136261;
  for (const c of text) hash = Math.imul(hash ^ c.codePointAt(0), 16777619) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

export function readSongbook(topics) {
  const songs = [];
  for (const folder of readdirSync(kFolder).sort())
    for (const file of readdirSync(new URL(`${folder}/`, kFolder)).sort()) {
      if (!/\.(txt|lrc)$/.test(file)) continue;
      const song = readSong(new URL(`${folder}/${file}`, kFolder));
      const topic = topics.find((name) => name.replace('/', '-') === folder) ?? topics[0];
      const confidence = 0.5 + 0.5 * chance(song.title ?? file);
      const second = topics[Math.floor(8 * chance(`${file}2`))];
      const mixture = { [topic]: confidence * 0.8 };
      mixture[second] = (mixture[second] ?? 0) + (1 - confidence) * 0.6;
      mixture['family/gospel'] = 0.06;
      songs.push({ ...song, id: songs.length + 1, topic, confidence, mixture });
    }
  return songs;
}
