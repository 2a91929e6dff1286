#!/usr/bin/env python3
"""bench/http/rest_calls.py [PROGRAM [SONGS [CALLS]]]: OpenSubsonic questions to `serve --beside`, as clients ask them.

SONGS made-up songs (default: 28000) stand in a library and on a music server of this script, which answers `ping` and
`search3`. CALLS generated questions (default: 10000), half of them in XML, half in JSON, one after the other over one
connection. Prints how many were well-formed and how long they took; exits with 1 when one was not or had status 5xx.
"""
import csv
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trials import start_service, stop  # noqa: E402

METHODS = {
    "getSimilarSongs": ("id", "count"),
    "getSimilarSongs2": ("id", "count"),
    "getSonicSimilarTracks": ("id", "count"),
    "findSonicPath": ("startSongId", "endSongId", "count"),
    "getTopSongs": ("artist", "count"),
    "getLyricsBySongId": ("id",),
    "getOpenSubsonicExtensions": (),
}


class MusicServer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    songs = []

    def do_GET(self):
        path, _, query = self.path.partition("?")
        self.answer(path, dict(urllib.parse.parse_qsl(query)))

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        self.answer(self.path.partition("?")[0], dict(urllib.parse.parse_qsl(body)))

    def answer(self, path, asked):
        content = {"status": "ok", "version": "1.16.1", "type": "made-up", "serverVersion": "1", "openSubsonic": True}
        if "search3" in path:
            first = int(asked.get("songOffset", 0))
            content["searchResult3"] = {"song": self.songs[first : first + int(asked.get("songCount", 20))]}
        if "getOpenSubsonicExtensions" in path:
            content["openSubsonicExtensions"] = []
        body = json.dumps({"subsonic-response": content}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *ignored):
        pass


def entries_of(file):
    with open(file, newline="", encoding="utf-8") as rows:
        for number, row in enumerate(csv.DictReader(rows)):
            artist, title = row["artist_name"], row["track_name"]
            yield {"id": f"s{number}", "isDir": False, "title": title, "artist": artist, "year": int(row["release_date"])}


def question(draw, songs):
    method = draw.choice(list(METHODS))
    asked = {"f": draw.choice(["xml", "json"]), "u": "ann", "p": "enc:736563726574", "v": "1.16.1", "c": "bench"}
    for name in METHODS[method]:
        if name == "count":
            asked[name] = draw.choice([1, 10, 25, 50, 100])
        elif name == "artist":
            asked[name] = draw.choice(songs)["artist"]
        else:
            asked[name] = draw.choice(songs)["id"]
    return f"/rest/{method}?" + urllib.parse.urlencode(asked)


def is_well_formed(target, body):
    if "f=json" in target:
        return json.loads(body)["subsonic-response"]["status"] == "ok"
    return xml.etree.ElementTree.fromstring(body).attrib["status"] == "ok"


def ask_all(address, targets):
    connection = http.client.HTTPConnection(address)
    times, wrong = {}, []
    for target in targets:
        begin = time.perf_counter()
        connection.request("GET", target)
        response = connection.getresponse()
        body = response.read()
        method = target[len("/rest/") :].partition("?")[0]
        times.setdefault(method, []).append(1000 * (time.perf_counter() - begin))
        if response.status != 200 or not is_well_formed(target, body):
            wrong.append(f"{response.status} {target} {body[:200]!r}")
    return times, wrong


def part(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main():
    program = os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else "build/release/bin/leitmotif")
    songs, calls = (int(sys.argv[i]) if len(sys.argv) > i else usual for i, usual in ((2, 28000), (3, 10000)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), MusicServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        made, library = os.path.join(folder, "songs.csv"), os.path.join(folder, "library.db")
        env = {**os.environ, "LEITMOTIF_SERVER_SECRET": "secret"}

        def run(*args):
            subprocess.run([program, "--library", library, *args], env=env, check=True, stdout=subprocess.DEVNULL)

        run("data", "generate", str(songs), "--seed", "1", "-o", made)
        run("import", made)
        MusicServer.songs = list(entries_of(made))
        run("servers", "add", f"http://127.0.0.1:{server.server_port}", "--user", "ann", "--name", "bench")
        run("servers", "sync", "bench", "--lyrics", "none")
        serving, port, _ = start_service(
            [program, "--library", library, "serve", "--quiet", "--port", "0", "--beside", "bench"], env)
        try:
            address = f"127.0.0.1:{port}"
            draw = random.Random(1)
            ask_all(address, [question(draw, MusicServer.songs) for _ in range(20)])  # what is made when first asked for
            times, wrong = ask_all(address, [question(draw, MusicServer.songs) for _ in range(calls)])
        finally:
            stop(serving)
    print(f"{songs} songs, {calls} calls, {len(wrong)} wrong")
    for method, values in sorted(times.items()):
        print(f"{method:26} {len(values):6}  median {part(values, 0.5):7.1f} ms  p99 {part(values, 0.99):7.1f} ms")
    every = [value for values in times.values() for value in values]
    print(f"{'all':26} {len(every):6}  median {part(every, 0.5):7.1f} ms  p99 {part(every, 0.99):7.1f} ms")
    for line in wrong[:5]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
