#!/usr/bin/env python3
"""bench/servers/beets_import.py PROGRAM [--songs N] [--times N]

How much longer `beet import` takes with the plugin of plugins/beets: N made FLAC files with lyrics are imported with it
and without it, in turns. Prints the wall time and the processor time of each turn (the program's with it), and their
medians; exits with 1 when the plugin costs more than two seconds of processor, which is what it costs a machine that does nothing
else. Wants beets (./dev setup-servers).
"""
import argparse
import os
import random
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORDS = ("tears", "river", "night", "dance", "knife", "love", "road", "rain", "home", "fire", "heart", "alone", "money",
         "mother", "light", "kiss", "war", "street", "summer", "drink", "music", "train", "lonely", "sing")


def flac(tags):
    """A file without sound, with a Vorbis comment: https://xiph.org/flac/format.html."""
    rate, channels, bits, samples = 44100, 2, 16, 44100 * 180
    info = struct.pack(">HH", 4096, 4096) + bytes(6)
    info += struct.pack(">Q", rate << 44 | (channels - 1) << 41 | (bits - 1) << 36 | samples) + bytes(16)
    texts = [f"{name}={text}".encode() for name, text in tags.items()]
    comment = struct.pack("<I", 0) + struct.pack("<I", len(texts))
    comment += b"".join(struct.pack("<I", len(text)) + text for text in texts)
    block = lambda kind, body: struct.pack(">I", kind << 24 | len(body)) + body
    return b"fLaC" + block(0, info) + block(0x84, comment)


def make_music(folder, count):
    draw = random.Random(1)
    for number in range(count):
        lines = [" ".join(draw.choice(WORDS) for _ in range(6)) for _ in range(24)]
        place = os.path.join(folder, f"{number // 10:03}")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, f"{number:05}.flac"), "wb") as file:
            file.write(flac({"ARTIST": f"Artist {number // 10}", "ALBUM": f"Album {number // 10}",
                             "TITLE": f"Song {number}", "LYRICS": "\n".join(lines)}))


def run(program, folder, music, with_plugin):
    """Wall and processor seconds of one import into an empty library."""
    for name in ("beets.db", "state.pickle"):
        if os.path.exists(os.path.join(folder, name)):
            os.remove(os.path.join(folder, name))
    with open(os.path.join(folder, "config.yaml"), "w") as file:
        file.write(f"directory: {music}\nlibrary: {folder}/beets.db\nimport: {{copy: no, write: no}}\n")
        if with_plugin:
            file.write(f"pluginpath: {ROOT}/plugins/beets/beetsplug\nplugins: leitmotif\n"
                       f"leitmotif: {{command: {os.path.abspath(program)}}}\n")
    environment = {**os.environ, "BEETSDIR": folder, "HOME": folder, "LC_ALL": "C.UTF-8"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(["beet", "import", "-q", "-A", "-C", music], env=environment, capture_output=True, text=True)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr)
    listed = subprocess.run(["beet", "ls", "leitmotif_topic::." if with_plugin else ""], env=environment,
                            capture_output=True, text=True)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, listed.stdout.count("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--songs", type=int, default=1000)
    parser.add_argument("--times", type=int, default=5)
    wish = parser.parse_args()
    if not shutil.which("beet"):
        raise SystemExit("there is no beets here; ./dev setup-servers installs it")
    with tempfile.TemporaryDirectory(prefix="beets_import.") as folder:
        music = os.path.join(folder, "music")
        make_music(music, wish.songs)
        times = {True: [], False: []}
        for turn in range(wish.times):
            for with_plugin in (False, True):
                wall, processor, songs = run(wish.program, folder, music, with_plugin)
                times[with_plugin].append((wall, processor))
                print(f"{turn + 1}: {'with' if with_plugin else 'without'}: {wall:.2f} s, {processor:.2f} s of processor, "
                      f"{songs} songs{' with a topic' if with_plugin else ''}", flush=True)
                if songs != wish.songs:
                    raise SystemExit("not every song is there")
    costs = [statistics.median(one[i] for one in times[True]) - statistics.median(one[i] for one in times[False])
             for i in (0, 1)]
    print(f"{wish.songs} songs: the plugin costs {costs[0]:.2f} s, {costs[1]:.2f} s of processor (medians)")
    sys.exit(1 if costs[1] > 2 else 0)


if __name__ == "__main__":
    main()
