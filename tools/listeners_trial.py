#!/usr/bin/env python3
"""A library of very many songs and listeners: how long taste is learned from them, in what memory, and how long a
question takes then.

   tools/listeners_trial.py LEITMOTIF LIBRARY [--listeners 100000] [--listens 200] [--questions 20] [--keep FILE]

Works on a copy of LIBRARY (such as `leitmotif data generate 1000000 | leitmotif import -` makes). Each listener keeps to
one of fifty parts of the library for two listens of three; in a part few songs are heard by many and most by a few. The
events go into the tables by SQL, because 20 million of them are about what a service has in years. Then
`recommend --for` is asked once by itself, which learns, and several times of a running service. Times are processor
time; prints one line a figure."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'bench'))
from trials import copy_library, parser_of, processor_seconds, start_service, stop  # noqa: E402

FILL = """
INSERT INTO play_names (number, name) VALUES (1, 'trial');
INSERT INTO play_names (number, name)
  WITH RECURSIVE n(k) AS (SELECT 2 UNION ALL SELECT k + 1 FROM n WHERE k <= {listeners})
  SELECT k, printf('listener %06d', k - 2) FROM n;
DROP INDEX plays_once; DROP INDEX plays_by_song; DROP INDEX plays_by_time;
INSERT INTO plays (listener, at_ms, song, kind, source, weight)
  WITH RECURSIVE n(k, r, p) AS (
    SELECT 0, abs(random()) / 9223372036854775808.0, abs(random()) UNION ALL
    SELECT k + 1, abs(random()) / 9223372036854775808.0, abs(random()) FROM n WHERE k + 1 < {listeners} * {listens})
  SELECT 2 + k / {listens}, 1500000000000 + k % {listens} * 86400000 + k / {listens},
    1 + CAST(r * r * r * ({songs} / 50) AS INTEGER) * 50
      + CASE WHEN p % 3 = 0 THEN p / 3 % 50 ELSE k / {listens} % 50 END,
    0, 1, 1 FROM n;
CREATE UNIQUE INDEX plays_once ON plays (listener, at_ms, song, kind);
CREATE INDEX plays_by_song ON plays (song);
CREATE INDEX plays_by_time ON plays (at_ms);
"""


def fill(library, listeners, listens):
    tables = sqlite3.connect(library)
    tables.execute('PRAGMA journal_mode = OFF')
    tables.execute('PRAGMA synchronous = OFF')
    tables.execute('PRAGMA cache_size = -500000')
    songs = tables.execute('SELECT max(id) FROM songs').fetchone()[0]
    tables.executescript(FILL.format(listeners=listeners, listens=listens, songs=songs))
    tables.commit()
    count = tables.execute('SELECT count(*) FROM plays').fetchone()[0]
    tables.execute('PRAGMA journal_mode = WAL')
    tables.close()
    return songs, count


def post(port, request):
    body = json.dumps(request).encode()
    made = urllib.request.Request('http://127.0.0.1:%d/api/v1/recommend' % port, body,
                                  {'Content-Type': 'application/json'})
    with urllib.request.urlopen(made, timeout=3600) as answer:
        return json.load(answer)


def ask_service(program, library, questions):
    """Processor seconds of the first question, which learns; of later ones by different listeners, sorted; most MB."""
    service, port, _ = start_service([program, 'serve', '--port', '0', '--quiet', '--library', library])
    try:
        while True:
            try:
                urllib.request.urlopen('http://127.0.0.1:%d/readyz' % port, timeout=10)
                break
            except OSError:
                time.sleep(0.05)
        # The songs are read before the clock runs; a service learns by itself after that.
        begin, clock = processor_seconds(service), time.monotonic()
        post(port, {'for': 'listener 000000', 'n': 20})
        learned, waited = processor_seconds(service) - begin, time.monotonic() - clock
        took = []
        for listener in range(1, questions + 1):
            begin = processor_seconds(service)
            post(port, {'for': 'listener %06d' % listener, 'n': 20})
            took.append(processor_seconds(service) - begin)
        with open('/proc/%d/status' % service.pid) as file:
            memory = next(int(line.split()[1]) for line in file if line.startswith('VmHWM')) / 1024
        return learned, waited, sorted(took), memory
    finally:
        stop(service)


def main():
    asked = parser_of(__doc__, listeners=100000, listens=200, questions=20)
    asked.add_argument('--keep', help='where the filled library stays; used again when it is there')
    asked = asked.parse_args()
    folder = tempfile.mkdtemp(prefix='listeners-trial-')
    try:
        library = asked.keep or os.path.join(folder, 'library.db')
        if not os.path.exists(library):
            copy_library(asked.library, library)
            subprocess.run([asked.program, 'songs', '-n', '1', '--library', library], check=True,
                           stdout=subprocess.DEVNULL)  # brings an older library to the format of the program
            begin = time.process_time()
            songs, events = fill(library, asked.listeners, asked.listens)
            print('songs %d listeners %d listens %d: filled in %.0f s' %
                  (songs, asked.listeners, events, time.process_time() - begin), flush=True)
        learned, waited, took, memory = ask_service(asked.program, library, asked.questions)
        print('learned and asked once: processor %.1f s, clock %.1f s; most memory %.0f MB' % (learned, waited, memory))
        print('a question of a running service: median %.1f ms, most %.1f ms of processor time' %
              (1000 * took[len(took) // 2], 1000 * took[-1]))
        return 0
    finally:
        shutil.rmtree(folder)


if __name__ == '__main__':
    sys.exit(main())
