// The plugin in the runtime that Navidrome uses, asking the real service on loopback.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { built, listening, loaded, serving, songs, synced } from "./host.mjs";

const ref = ({ id, title, artist, musicBrainzId, isrc }) => ({ id, name: title, artist, mbid: musicBrainzId, isrc: isrc[0] });
const named = ({ title, artist }) => ({ name: title, artist });
const ids = (list) => list.map((item) => (item.song ?? item).id);

let library, service, known, foreign;
before(async () => {
  library = await synced();
  service = await serving(library.library);
  known = await loaded({ apiUrl: `${service.url}/`, serverName: "home" });
  foreign = await loaded({ apiUrl: service.url });
});
after(async () => {
  await known?.close();
  await foreign?.close();
  await service?.close();
  library?.close();
});

test("the package is small, and its manifest lets the service be anywhere", () => {
  assert.ok(statSync(join(built, "leitmotif.ndp")).size <= 200_000);
  const manifest = JSON.parse(readFileSync(join(built, "manifest.json"), "utf8"));
  assert.deepEqual(manifest.permissions.http.requiredHosts, ["*"]);
  for (const { scope } of manifest.config.uiSchema.elements)
    assert.ok(scope.replace("#/properties/", "") in manifest.config.schema.properties, scope);
});

test("similar tracks are Navidrome's own, likest first, without the track itself", async () => {
  const { matches } = await known.call("nd_get_sonic_similar_tracks", { song: ref(songs[0]), count: 12 });
  assert.equal(matches.length, 12);
  let before = 1;
  for (const { song, similarity } of matches) {
    const there = songs.find(({ id }) => id === song.id);
    assert.ok(there && there.id !== "nd0" && there.lyric, song.id);
    const { name, artist, album, durationMs, mbid = "", isrc = "" } = song;
    assert.deepEqual([name, artist, album, durationMs], [there.title, there.artist, there.album, there.duration * 1000]);
    assert.deepEqual([mbid, isrc], [there.musicBrainzId, there.isrc[0] ?? ""]);
    assert.ok(similarity <= before && similarity >= 0);
    before = similarity;
  }
  const flat = { ...ref(songs[0]), count: 12 };
  assert.deepEqual(ids((await known.call("nd_get_similar_songs_by_track", flat)).songs), ids(matches));
});

test("a song is found by its id, its recording, its ISRC, or its names", async () => {
  const asked = async (song) => (await foreign.call("nd_get_sonic_similar_tracks", { song, count: 5 })).matches;
  const wanted = await asked(named(songs[4]));
  assert.equal(wanted.length, 5);
  assert.ok(wanted.every(({ song }) => !("id" in song)), "ids are given only to the server they are of");
  assert.deepEqual(await asked({ name: "x", mbid: songs[4].musicBrainzId }), wanted);
  assert.deepEqual(await asked({ name: "x", isrc: songs[4].isrc[0] }), wanted);
  assert.deepEqual(await asked({ name: songs[4].title.toUpperCase(), artists: [{ name: songs[4].artist }] }), wanted);
  const own = (await known.call("nd_get_sonic_similar_tracks", { song: { id: "nd4", name: "x" }, count: 5 })).matches;
  assert.deepEqual(own.map(({ song }) => song.name), wanted.map(({ song }) => song.name));
});

test("albums and artists have songs like all of theirs", async () => {
  const album = { id: "a", name: "Hall 1", artist: "Artist & 1", count: 6 };
  const byAlbum = ids((await known.call("nd_get_similar_songs_by_album", album)).songs);
  assert.equal(byAlbum.length, 6);
  for (const { id } of songs.filter((song) => song.album === "Hall 1" && song.artist === "Artist & 1"))
    assert.ok(!byAlbum.includes(id), id);
  const byArtist = (await known.call("nd_get_similar_songs_by_artist", { id: "b", name: "artist & 2", count: 6 })).songs;
  assert.equal(byArtist.length, 6);
  assert.ok(byArtist.every(({ artist }) => artist !== "Artist & 2"));
});

test("paths begin and end with the songs that were asked for", async () => {
  const wish = { startSong: ref(songs[0]), endSong: ref(songs[2]), count: 7 };
  const { matches } = await known.call("nd_find_sonic_path", wish);
  const way = ids(matches);
  assert.ok(way.length >= 2 && way.length <= 7);
  assert.deepEqual([way[0], way.at(-1)], ["nd0", "nd2"]);
  assert.ok(Math.abs(matches[0].similarity - 1) < 1e-3);
  const same = { startSong: ref(songs[0]), endSong: ref(songs[0]), count: 7 };
  assert.deepEqual(ids((await known.call("nd_find_sonic_path", same)).matches), ["nd0"]);
});

test("what nothing is known of has an empty answer", async () => {
  for (const song of [ref(songs[10]), { id: "nd9999", name: "Never sung" }, { name: "" , id: "nd9999" }]) {
    assert.deepEqual(await known.call("nd_get_sonic_similar_tracks", { song, count: 5 }), { matches: [] });
    assert.deepEqual(await known.call("nd_get_similar_songs_by_track", { ...song, count: 5 }), { songs: [] });
    assert.deepEqual(await known.call("nd_find_sonic_path", { startSong: song, endSong: ref(songs[0]), count: 5 }), { matches: [] });
  }
  assert.deepEqual(await known.call("nd_get_similar_songs_by_artist", { id: "x", name: "Nobody", count: 5 }), { songs: [] });
  assert.deepEqual(await known.call("nd_get_similar_songs_by_track", { ...ref(songs[0]), count: 0 }), { songs: [] });
  assert.equal((await known.call("nd_get_similar_songs_by_track", { ...ref(songs[0]), count: 2 ** 31 })).songs.length > 5, true);
});

test("what fails is an error that says where", async () => {
  const fails = async (config, wanted) => {
    const plugin = await loaded(config);
    for (const name of ["nd_get_similar_songs_by_track", "nd_get_sonic_similar_tracks", "nd_find_sonic_path"]) {
      const input = { ...ref(songs[0]), song: ref(songs[0]), startSong: ref(songs[0]), endSong: ref(songs[1]), count: 3 };
      await assert.rejects(plugin.call(name, input), wanted);
    }
    await plugin.close();
  };
  await fails({}, /apiUrl is not set/);
  await fails({ apiUrl: service.url, serverName: "elsewhere" }, /status 404: .*elsewhere/);
  await fails({ apiUrl: "http://127.0.0.1:1" }, /127\.0\.0\.1:1/);
  const web = await listening(() => [200, "text/html", "<html>sign in</html>"]);
  await fails({ apiUrl: `http://127.0.0.1:${web.port}` }, /not an answer of Leitmotif/);
  web.close();
  const down = await listening(() => [503, "text/plain", "later"]);
  await fails({ apiUrl: `http://127.0.0.1:${down.port}` }, /status 503/);
  down.close();
});

test("the token goes to the service, and only there", async () => {
  const heard = [];
  const door = await listening((path, form, request) => {
    heard.push(request.headers.authorization);
    return [401, "application/json", JSON.stringify({ error: { kind: "unauthorized", message: "a token is needed" } })];
  });
  const plugin = await loaded({ apiUrl: `http://127.0.0.1:${door.port}`, apiToken: "s3cret" });
  await assert.rejects(plugin.call("nd_get_similar_songs_by_track", { ...ref(songs[0]), count: 3 }), (error) => {
    assert.match(error.message, /status 401: a token is needed/);
    assert.doesNotMatch(error.message, /s3cret/);
    return true;
  });
  assert.deepEqual(heard, ["Bearer s3cret"]);
  await plugin.close();
  door.close();
});

test("no question breaks it", async () => {
  for (const text of ["", "[]", "7", "{", "\u0000", '{"count":'])
    await assert.rejects(known.call("nd_get_similar_songs_by_track", text), /no JSON object/);
  const odd = [{ count: "many" }, { count: 3, name: 7, id: [] }, { count: 3, song: 5 }, { count: -1 }, { count: 1e300 },
    { count: 3, name: "x".repeat(990), artist: "\ud83c\udfb5 ü", artists: [7], durationMs: -5 }];
  for (const input of odd)
    for (const name of ["nd_get_similar_songs_by_track", "nd_get_sonic_similar_tracks", "nd_find_sonic_path",
      "nd_get_similar_songs_by_album", "nd_get_similar_songs_by_artist"])
      try {
        const answer = await known.call(name, input);
        assert.ok(Array.isArray(answer.songs ?? answer.matches));
      } catch (error) {
        assert.match(error.message, /^Plugin-originated error: Leitmotif: |Leitmotif: /);
      }
  assert.equal((await known.call("nd_get_similar_songs_by_track", { ...ref(songs[0]), count: 3 })).songs.length, 3);
});
