#!/usr/bin/env python3
"""bench/servers/library_at_size.py PROGRAM SONGS.csv [MORE.csv]

A library on a PostgreSQL server of its own (fsync on), as `data generate` makes songs: how long an import takes until a
second service answers of all of them, how long the index of words takes then, and how soon a machine that has nothing of
the library answers a first question. With MORE.csv, whose songs are imported into that library while the second service
is asked all the time: how soon it says it has them, and whether an answer ever came of a number of songs that neither the
library before nor the one after has. Prints a line each. Wants PostgreSQL's programs (./dev setup-servers).
"""
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from primary_killed import Server  # noqa: E402
from trials import parser_of, start_service, stop, wait_until  # noqa: E402


def environment_of(folder, name):
    """Of a machine by itself: with columns of its own."""
    place = os.path.join(folder, name)
    os.makedirs(place)
    return {**os.environ, "HOME": place, "XDG_DATA_HOME": place, "XDG_STATE_HOME": place, "XDG_CACHE_HOME": place}


@contextlib.contextmanager
def service(program, library, environment):
    process, port, _ = start_service([program, "--library", library, "serve", "--port", "0", "--quiet"], environment)
    try:
        wait_until(lambda: is_ready(port))
        yield port
    finally:
        stop(process)


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=600) as answer:
        return answer.read()


def is_ready(port):
    with contextlib.suppress(OSError):
        return get(port, "/readyz")


def songs_of(port):
    return json.loads(get(port, "/api/v1/library"))["songs"]


class Watched:
    """How many songs a service says it has, as long as it is looked at: when it said each number for the first time."""
    def __init__(self, port):
        self.port, self.first_said, self.ended = port, {}, False
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.ended:
            self.first_said.setdefault(songs_of(self.port), time.monotonic())
            time.sleep(0.02)

    def until(self, songs):
        wait_until(lambda: songs in self.first_said)
        self.ended = True
        self.thread.join()
        return self.first_said[songs]


def import_seen_by(port, before, words, environment):
    """Songs after the import, seconds until the service says that it has them, seconds that the import took, and what else
    the service said."""
    began, watched = time.monotonic(), Watched(port)
    done = subprocess.run([*words, "--json"], env=environment, capture_output=True, text=True)
    if done.returncode:
        watched.ended = True
        raise SystemExit(done.stderr)
    ended = time.monotonic()
    songs = before + json.loads(done.stdout)["imported"]
    seen = watched.until(songs)
    return songs, seen - began, ended - began, sorted(set(watched.first_said) - {songs})


def main():
    parser = parser_of(__doc__, ["program", "songs"])
    parser.add_argument("more", nargs="?")
    wish = parser.parse_args()
    program = os.path.abspath(wish.program)
    with tempfile.TemporaryDirectory(prefix="library_at_size.") as folder:
        os.chmod(folder, 0o777)
        server = Server(folder, "server")
        server.make()
        server.start()
        try:
            server.ask("postgres", "CREATE DATABASE music")
            library, here = server.address("music"), environment_of(folder, "here")
            with service(program, library, environment_of(folder, "second")) as port:
                words = [program, "import", wish.songs, "--library", library]
                songs, seen, ended, _ = import_seen_by(port, 0, words, here)
                print(f"{songs} songs: a second service answered of all after {seen:.1f} s, the import ended with its "
                      f"index of words after {ended:.1f} s", flush=True)
                began = time.monotonic()
                subprocess.run([program, "recommend", "--topic", "sadness", "--library", library], check=True,
                               env=environment_of(folder, "third"), stdout=subprocess.DEVNULL)
                print(f"a machine that has nothing of it answered after {time.monotonic() - began:.1f} s", flush=True)
                if wish.more:
                    words[2] = wish.more
                    after, seen, ended, said = import_seen_by(port, songs, words, here)
                    print(f"{after - songs} more: the import ended after {ended:.2f} s, the second service had them after "
                          f"{seen:.2f} s; else it said {said}", flush=True)
                    sys.exit(0 if set(said) <= {songs} else 1)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
