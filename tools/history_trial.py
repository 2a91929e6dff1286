#!/usr/bin/env python3
"""A generated streaming history, imported: how long it takes, what memory, and what is left when it is killed.

   tools/history_trial.py LEITMOTIF LIBRARY [--rows 1000000] [--kills 100] [--killed-rows 60000]

Works on a copy of LIBRARY. Songs are drawn from the library, few of them often; every fiftieth row is of a song that it
does not have. Prints one line a figure; exits with 1 when something confirmed was lost or the same export added anything."""
import csv
import datetime
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'bench'))
from trials import copy_library, parser_of  # noqa: E402


def songs_of(program, library):
    text = subprocess.run([program, 'export', '--format', 'csv', '--library', library], check=True,
                          capture_output=True, text=True).stdout
    return [(row['artist'], row['title']) for row in csv.DictReader(io.StringIO(text))]


def write_export(path, songs, rows, seed):
    """Extended streaming history, as Spotify's users get it."""
    draw = random.Random(seed)
    start = datetime.datetime(2015, 1, 1)
    with open(path, 'w', encoding='utf-8') as out:
        out.write('[\n')
        for row in range(rows):
            artist, title = songs[int(draw.random() ** 2.5 * len(songs))]
            if row % 50 == 49:
                title += ' (of another world)'
            out.write(json.dumps({
                'ts': (start + datetime.timedelta(seconds=197 * row)).strftime('%Y-%m-%dT%H:%M:%SZ'),
                'platform': 'linux', 'ms_played': draw.randrange(2000, 260000), 'conn_country': 'ZZ',
                'master_metadata_track_name': title, 'master_metadata_album_artist_name': artist,
                'master_metadata_album_album_name': 'An album', 'spotify_track_uri': 'spotify:track:%022d' % (row % 100003),
                'reason_start': 'trackdone', 'reason_end': 'trackdone', 'shuffle': False, 'skipped': False,
                'offline': False, 'incognito_mode': False}, ensure_ascii=False) + (',\n' if row + 1 < rows else '\n'))
        out.write(']\n')


def import_command(program, library, export, listener):
    return [program, 'taste', 'import', export, '--for', listener, '--library', library, '--json']


def run(command):
    """The answer, seconds by the clock, seconds of the processor, most memory in MB."""
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    out = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit('%s: status %d' % (' '.join(command), status))
    return json.loads(out), time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def kept_events(program, library, listener):
    out = subprocess.run([program, 'taste', 'listeners', '--library', library, '--json'], check=True,
                         capture_output=True, text=True).stdout
    return next((one['events'] for one in json.loads(out)['listeners'] if one['name'] == listener), 0)


def main():
    asked = parser_of(__doc__, rows=1000000, kills=100, killed_rows=60000).parse_args()
    folder = tempfile.mkdtemp(prefix='history-trial-')
    try:
        library = copy_library(asked.library, os.path.join(folder, 'library.db'))
        songs = songs_of(asked.program, library)
        export = os.path.join(folder, 'history.json')
        write_export(export, songs, asked.rows, 1)
        answer, clock, processor, memory = run(import_command(asked.program, library, export, 'Ann'))
        print('rows %d added %d seconds %.1f processor %.1f memory_mb %.0f' %
              (asked.rows, answer['added'], clock, processor, memory), flush=True)
        again, clock, processor, memory = run(import_command(asked.program, library, export, 'Ann'))
        print('again: added %d known %d seconds %.1f processor %.1f' % (again['added'], again['known'], clock, processor),
              flush=True)
        faults = again['added']
        write_export(export, songs, asked.killed_rows, 2)
        whole, clock, _, _ = run(import_command(asked.program, library, export, 'whole'))
        cut = part = 0
        for moment in range(asked.kills):
            listener = 'killed %d' % moment
            child = subprocess.Popen(import_command(asked.program, library, export, listener),
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            try:
                child.communicate(timeout=clock * (moment + 0.5) / asked.kills)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.communicate()
                cut += 1
            kept = kept_events(asked.program, library, listener)
            part += 0 < kept < whole['added']
            answer = run(import_command(asked.program, library, export, listener))[0]
            if kept + answer['added'] != whole['added'] or kept_events(asked.program, library, listener) != whole['added']:
                print('moment %d: kept %d, then added %d of %d' % (moment, kept, answer['added'], whole['added']))
                faults += 1
        print('killed at %d moments, %d of them in its midst, %d with some batches kept: %d faults' %
              (asked.kills, cut, part, faults))
        return 1 if faults else 0
    finally:
        shutil.rmtree(folder)


if __name__ == '__main__':
    sys.exit(main())
