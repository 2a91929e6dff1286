#!/usr/bin/env python3
"""tools/loudness_beside_ebur128.py PROGRAM FILE...: what `leitmotif sound` says of loudness, beside libebur128.

ffmpeg decodes each file to numbers, libebur128 (package libebur128-1) measures them; files of which either says nothing
finite are counted. Prints the greatest and the mean distance in LU, and the files more than 0.1 apart.
"""
import ctypes
import json
import math
import subprocess
import sys

MODE_INTEGRATED = 1 << 2 | 1  # EBUR128_MODE_I holds EBUR128_MODE_M


class Meter:
    def __init__(self):
        self.library = ctypes.CDLL("libebur128.so.1")
        self.library.ebur128_init.restype = ctypes.c_void_p
        self.library.ebur128_add_frames_float.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
        self.library.ebur128_loudness_global.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_double)]

    def lufs(self, samples, channels, rate):
        state = ctypes.c_void_p(self.library.ebur128_init(channels, ctypes.c_ulong(rate), MODE_INTEGRATED))
        self.library.ebur128_add_frames_float(state, samples, len(samples) // 4 // channels)
        loudness = ctypes.c_double()
        self.library.ebur128_loudness_global(state, ctypes.byref(loudness))
        self.library.ebur128_destroy(ctypes.byref(state))
        return loudness.value


def form_of(file):
    stream = json.loads(subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "stream=channels,sample_rate", "-of", "json", file],
        capture_output=True, check=True).stdout)["streams"][0]
    return int(stream["channels"]), int(stream["sample_rate"])


def decoded(file):
    return subprocess.run(["ffmpeg", "-v", "error", "-i", file, "-map", "a:0", "-f", "f32le", "-"],
                          capture_output=True, check=True).stdout


def main():
    program, *files = sys.argv[1:]
    answer = json.loads(subprocess.run([program, "sound", "--json", *files], capture_output=True).stdout)
    meter, distances, silent, far = Meter(), [], 0, []
    for line in answer if isinstance(answer, list) else [answer]:
        channels, rate = form_of(line["file"])
        theirs = meter.lufs(decoded(line["file"]), channels, rate)
        ours = line["loudness_lufs"]
        if ours is None or not math.isfinite(theirs):
            silent += 1
            continue
        distances.append(abs(ours - theirs))
        if distances[-1] > 0.1:
            far.append(f"{line['file']}: {ours:.2f} here, {theirs:.2f} there ({channels} channels, {rate} Hz)")
    print(f"{len(distances)} files ({silent} more without a loudness): greatest distance {max(distances):.3f} LU, "
          f"mean {sum(distances) / len(distances):.4f}")
    print("\n".join(far))


if __name__ == "__main__":
    main()
