#!/usr/bin/env python3
"""bench/servers/music_at_size.py PROGRAM [--songs N]

The program beside real servers with N made songs of one second (default: 2000), on loopback. supysonic: a first sync with
all lyrics, a second one, every lyric against what a scan of the same files reads, a list of 3,000 songs pushed, and pushed
again. MPD: a list of 500 songs written, a queue that begins with one song played until 60 were begun. Prints a line each;
exits with 1 when something is wrong or takes longer than users were promised. Wants supysonic, mpd and ffmpeg
(./dev setup-servers).
"""
import contextlib
import csv
import json
import os
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from made_music import make_music, with_tags  # noqa: E402
from trials import free_ports, parser_of, stop, wait_until  # noqa: E402

PROMISED = {"first sync": 60, "second sync": 3, "a list of 500": 0.5}
LISTED, PUSHED, QUEUED = 500, 3000, 60


class Trial:
    def __init__(self, program, folder):
        self.program, self.folder, self.failed = os.path.abspath(program), folder, False
        self.environment = {**os.environ, "HOME": folder, "LEITMOTIF_SERVER_SECRET": "secret"}

    def run(self, *words, library="library.db"):
        done = subprocess.run([self.program, "--library", os.path.join(self.folder, library), *words],
                              env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def timed(self, name, *words, library="library.db"):
        """What the command says, and whether it was as quick as promised."""
        began = time.monotonic()
        said = json.loads(self.run(*words, "--json", library=library))
        took = time.monotonic() - began
        self.report(f"{name}: {took:.2f} s", took <= PROMISED.get(name, 3600))
        return said

    def report(self, line, right=True):
        print(line if right else f"{line}  WRONG", flush=True)
        self.failed |= not right

    def save_list(self, name, songs, library="library.db"):
        path = os.path.join(self.folder, "list.csv")
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows([("artist", "title"), *songs])
        self.run("playlists", "import", path, "--name", name, library=library)

    def lyrics(self, library):
        songs = map(json.loads, self.run("export", "--lyrics", library=library).splitlines())
        return {song["title"]: song.get("lyrics", "") for song in songs}


def listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True


@contextlib.contextmanager
def started(words, port, folder, **environment):
    with open(os.path.join(folder, os.path.basename(words[0]) + ".log"), "w") as log:
        server = subprocess.Popen(words, cwd=folder, env={**os.environ, "HOME": folder, **environment}, stdout=log, stderr=log)
        try:
            wait_until(lambda: listens(port))
            yield
        finally:
            stop(server)


def beside_supysonic(trial, music, songs):
    folder, port = trial.folder, free_ports(1)[0]
    with open(os.path.join(folder, "supysonic.conf"), "w") as file:
        file.write(f"[base]\ndatabase_uri = sqlite:///{folder}/supysonic.db\n[webapp]\ncache_dir = {folder}/cache\n"
                   f"log_file = {folder}/web.log\nmount_webui = off\n[daemon]\nsocket = {folder}/sock\nrun_watcher = no\n")
    for words in (["user", "add", "ann", "-p", "secret"], ["folder", "add", "music", music],
                  ["folder", "scan", "music", "--foreground"]):
        subprocess.run(["supysonic-cli", *words], cwd=folder, env=trial.environment, check=True, capture_output=True)
    with started(["supysonic-server", "-S", "waitress", "-h", "127.0.0.1", "-p", str(port)], port, folder):
        trial.run("servers", "add", f"127.0.0.1:{port}", "--user", "ann", "--name", "home")
        first = trial.timed("first sync", "servers", "sync", "home")
        trial.report(f"  {first['imported']} songs, {first['lyrics_found']} lyrics, {first['requests']} requests",
                     first["lyrics_found"] == len(songs))
        second = trial.timed("second sync", "servers", "sync", "home")
        trial.report(f"  {second['requests']} requests, {second['lyrics_asked']} lyrics asked for",
                     second["requests"] <= 10 and not second["lyrics_asked"])
        trial.run("scan", music, "--sound", "no", library="scanned.db")
        synced, scanned = trial.lyrics("library.db"), trial.lyrics("scanned.db")
        differ = sum(synced.get(title) != text for title, text in scanned.items())
        trial.report(f"{differ} of {len(scanned)} lyrics differ from those of a scan", not differ and len(scanned) == len(songs))
        trial.save_list("long", [songs[k % len(songs)] for k in range(PUSHED)])
        for state in ("made", "unchanged"):
            pushed = trial.timed(f"a list of {PUSHED} pushed", "servers", "push", "home")["lists"][0]
            trial.report(f"  {pushed['songs']} songs, {pushed['state']}", (pushed["songs"], pushed["state"]) == (PUSHED, state))


class Mpd:
    """As much of MPD's protocol as tells what is played."""
    def __init__(self, port):
        self.door = socket.create_connection(("127.0.0.1", port)).makefile("rw")
        self.door.readline()

    def lines(self, words):
        self.door.write(words + "\n")
        self.door.flush()
        said = []
        for line in self.door:
            if line.startswith("ACK"):
                raise SystemExit(f"MPD: {words}: {line.strip()}")
            if line.startswith("OK"):
                return said
            said.append(line.rstrip("\n"))

    def ask(self, words):
        return dict(line.split(": ", 1) for line in self.lines(words))


def at(port):
    return ["--host", "127.0.0.1", "--port", str(port)]


def play(trial, port):
    """Plays until so many songs were begun: the seconds it took, the fewest songs ahead, the longest time without music."""
    player = Mpd(port)
    filling = subprocess.Popen([trial.program, "--library", os.path.join(trial.folder, "scanned.db"), "mpd", "fill",
                                "--ahead", "5", *at(port)], env=trial.environment, stdout=subprocess.DEVNULL)
    try:
        while int(player.ask("status")["playlistlength"]) < 6:
            time.sleep(0.05)
        player.ask("play")
        began, silent_since, silence, fewest = time.monotonic(), None, 0, 99
        while time.monotonic() - began < 3 * QUEUED:
            status = player.ask("status")
            now = time.monotonic()
            if status["state"] == "play":
                silent_since = None
                fewest = min(fewest, int(status["playlistlength"]) - 1 - int(status["song"]))
                if int(status["song"]) + 1 >= QUEUED:
                    break
            else:
                silent_since = silent_since or now
                silence = max(silence, now - silent_since)
            time.sleep(0.02)
        return now - began, fewest, silence
    finally:
        stop(filling)


def beside_mpd(trial, music, songs):
    folder, port = trial.folder, free_ports(1)[0]
    os.makedirs(os.path.join(folder, "lists"))
    with open(os.path.join(folder, "mpd.conf"), "w") as file:
        file.write(f'music_directory "{music}"\nplaylist_directory "{folder}/lists"\ndb_file "{folder}/db"\n'
                   f'state_file "{folder}/state"\nbind_to_address "127.0.0.1"\nport "{port}"\nzeroconf_enabled "no"\n'
                   'audio_output {\ntype "null"\nname "silence"\n}\n')
    with started(["mpd", "--no-daemon", "mpd.conf"], port, folder):
        player = Mpd(port)
        while player.ask("stats").get("songs") != str(len(songs)) or "updating_db" in player.ask("status"):
            time.sleep(0.2)
        trial.save_list("half", songs[:LISTED], library="scanned.db")
        wrote = trial.timed("a list of 500", "mpd", "lists", *at(port), library="scanned.db")["lists"][0]
        there = len(player.lines(f"listplaylist \"{wrote['there']}\""))
        trial.report(f"  {there} songs are in it, {wrote['state']}", there == LISTED)
        player.ask('add "000/00000.flac"')
        took, fewest, silence = play(trial, port)
        trial.report(f"MPD: {QUEUED} songs of one second begun in {took:.1f} s, never fewer than {fewest} ahead, "
                     f"{silence:.2f} s without music at most", fewest >= 1 and silence < 0.1)


def main():
    wish = parser_of(__doc__, ["program"], songs=2000).parse_args()
    second = subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=330:duration=1", "-f", "flac", "-"],
                            capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory(prefix="music_at_size.") as folder:
        music = os.path.join(folder, "music")
        songs = make_music(music, wish.songs, lambda tags: with_tags(second, tags))
        trial = Trial(wish.program, folder)
        beside_supysonic(trial, music, songs)
        beside_mpd(trial, music, songs)
        sys.exit(1 if trial.failed else 0)


if __name__ == "__main__":
    main()
