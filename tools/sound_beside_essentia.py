#!/usr/bin/env python3
"""Tempo, key and danceability of `leitmotif sound` beside Essentia's, over the middle minute of music files.

  npm install --prefix FOLDER essentia.js
  tools/sound_beside_essentia.py PROGRAM FOLDER FILE...

PROGRAM: leitmotif. Needs ffmpeg and node. Essentia has two estimators of tempo (RhythmExtractor2013 with degara, and
PercivalBpmEstimator), each of which is compared with ours and with the other. Equal: within 4 %; a multiple: by 1/3, 1/2,
2/3, 1, 3/2, 2 or 3. No tempo counts as another one.
"""
import json
import os
import subprocess
import sys
import tempfile

MULTIPLES = (1, 2, 1 / 2, 3, 1 / 3, 3 / 2, 2 / 3)
KEYS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B']
ESSENTIA = """
const {Essentia, EssentiaWASM} = require('essentia.js');
const {execFileSync} = require('child_process');
const essentia = new Essentia(EssentiaWASM);
for (const file of process.argv.slice(1)) {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-ac', '1', '-ar', '44100', '-f', 'f32le', '-'],
                             {maxBuffer: 1 << 28});
  const samples = essentia.arrayToVector(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4));
  const key = essentia.KeyExtractor(samples);
  console.log(JSON.stringify({
    degara: essentia.RhythmExtractor2013(samples, 208, 'degara', 40).bpm,
    percival: essentia.PercivalBpmEstimator(samples).bpm,
    key: key.key, mode: key.scale, danceability: essentia.Danceability(samples).danceability}));
  samples.delete();
}
"""


def middle_minute(path, out):
    asked = ['ffprobe', '-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path]
    seconds = float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    begin = str(max(0, seconds / 2 - 30))
    subprocess.run(['ffmpeg', '-v', 'error', '-y', '-ss', begin, '-t', '60', '-i', path, '-map', '0:a:0', '-ac', '2',
                    '-ar', '44100', out], check=True, stdin=subprocess.DEVNULL)


def lines_of(command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout.splitlines()


def is_equal(a, b, multiples=(1,)):
    return bool(a and b) and any(abs(a / b / m - 1) < 0.04 for m in multiples)


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0] * len(values)
    for rank, place in enumerate(order):
        found[place] = rank
    middle = (len(values) - 1) / 2
    return [rank - middle for rank in found]


def correlation(a, b):
    a, b = ranks(a), ranks(b)
    return sum(x * y for x, y in zip(a, b)) / max(1e-9, sum(x * x for x in a))


def main():
    program, folder, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as place:
        clip = os.path.join(place, 'clip.wav')
        for path in files:
            middle_minute(path, clip)
            ours.append(json.loads('\n'.join(lines_of([program, 'sound', clip, '--json']))))
            theirs.append(json.loads(lines_of(['node', '-e', ESSENTIA, clip], cwd=folder)[-1]))
            print(path, ours[-1]['tempo'], ours[-1]['key'], ours[-1]['mode'], theirs[-1], file=sys.stderr)

    def share(hits):
        return f'{sum(hits) / len(files):.3f}'
    for name, a, b in [('ours and degara', [o['tempo'] for o in ours], [t['degara'] for t in theirs]),
                       ('ours and Percival', [o['tempo'] for o in ours], [t['percival'] for t in theirs]),
                       ('degara and Percival', [t['degara'] for t in theirs], [t['percival'] for t in theirs])]:
        print(f'tempo, {name}: equal {share([is_equal(x, y) for x, y in zip(a, b)])}, equal or a multiple '
              f'{share([is_equal(x, y, MULTIPLES) for x, y in zip(a, b)])}')
    same = [(o['key'], o['mode']) == (t['key'], t['mode']) for o, t in zip(ours, theirs)]
    print(f'key and mode: equal {share(same)} of {len(files)}')
    both = [(o['fluctuation'], t['danceability']) for o, t in zip(ours, theirs) if o['fluctuation']]
    print(f'danceability: rank correlation {correlation(*zip(*both)):.3f} of {len(both)}')


if __name__ == '__main__':
    main()
