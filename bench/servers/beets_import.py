#!/usr/bin/env python3
"""bench/servers/beets_import.py PROGRAM [--songs N] [--times N]

How much longer `beet import` takes with the plugin of plugins/beets: N made FLAC files with lyrics are imported with it
and without it, in turns. Prints the wall time and the processor time of each turn (the program's with it), and their
medians; exits with 1 when the plugin costs more than two seconds of processor, which is what it costs a machine that does nothing
else. Wants beets (./dev setup-servers).
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "bench"))
from made_music import make_music, without_sound  # noqa: E402
from trials import parser_of  # noqa: E402


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
    wish = parser_of(__doc__, ["program"], songs=1000, times=5).parse_args()
    if not shutil.which("beet"):
        raise SystemExit("there is no beets here; ./dev setup-servers installs it")
    with tempfile.TemporaryDirectory(prefix="beets_import.") as folder:
        music = os.path.join(folder, "music")
        make_music(music, wish.songs, without_sound)
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
