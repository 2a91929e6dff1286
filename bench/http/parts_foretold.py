#!/usr/bin/env python3
"""bench/http/parts_foretold.py PROGRAM LIBRARY [--songs N] [--of-parts N] [--questions N]

What a service in parts would take for a library that does not fit here. Measured are services of 2, 3 and 8 parts over
LIBRARY, asked by mixture, mood, likeness and paths: processor time a question of a part and of the service that asks,
memory of a part. A straight line through each (a part: by its songs; the service: by the number of
parts) foretells 4 parts, which are measured then, and N parts of a library of so many songs. Processor time is what
counts: all processes share the processors here, but would not there.

LIBRARY should be a copy, of a hundred thousand songs or more. Exits with 1 when what was foretold for 4 parts is wrong
by more than a third.
"""
import contextlib
import json
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from parts_of_a_service import Questions, Service, numbers_of_songs  # noqa: E402
from trials import parser_of, processor_seconds  # noqa: E402

WAYS = ("mix", "mood", "like", "path", "unlike", "both")
LEARNED_FROM, FORETOLD = (2, 3, 8), 4  # one part alone is a whole service, which holds more
MOST_WRONG = 1 / 3


def processor_ms(service):
    return 1000 * processor_seconds(service.process)


class Measured:
    """A service of so many parts: all figures a question."""

    def __init__(self, wish, count):
        with contextlib.ExitStack() as stack:
            parts = [Service(stack, wish.program, wish.library, ["--part", f"{k + 1}/{count}"]) for k in range(count)]
            front = Service(stack, wish.program, wish.library, ["--parts", ",".join(part.url() for part in parts)])
            songs = numbers_of_songs(front)
            questions = Questions(songs, 1)
            asked = [{**questions.way(WAYS[k % len(WAYS)]), "n": 10} for k in range(wish.questions)]
            for question in asked[:len(WAYS)]:
                front.ask("POST", "/api/v1/recommend", question)
            before = [processor_ms(service) for service in (front, *parts)]
            for question in asked:
                status, body = front.ask("POST", "/api/v1/recommend", question)
                if status != 200:
                    raise SystemExit(f"{json.dumps(question)}: {status} {body}")
            after = [processor_ms(service) for service in (front, *parts)]
            used = [(b - a) / wish.questions for a, b in zip(before, after)]
            self.parts, self.front_ms, self.part_ms = count, used[0], sum(used[1:]) / count
            self.slowest_part_ms = max(used[1:])
            self.own_mb = sum(own_memory(part) for part in parts) / count
            self.mapped_mb = sum(mapped_memory(part) for part in parts) / count
            self.songs = json.loads(front.ask("GET", "/api/v1/library")[1])["songs"] / count

    def __str__(self):
        return (f"{self.parts} parts of {self.songs:.0f} songs: processor time a question, a part {self.part_ms:.2f} ms "
                f"(the busiest {self.slowest_part_ms:.2f}), the service {self.front_ms:.2f} ms; memory of a part "
                f"{self.own_mb:.0f} MB of its own, {self.mapped_mb:.0f} MB mapped")


def rollup(service, *names):
    with open(f"/proc/{service.process.pid}/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.split()[0].rstrip(":") in names) / 1024


def own_memory(service):
    return rollup(service, "Pss_Anon")


def mapped_memory(service):
    return rollup(service, "Rss") - rollup(service, "Anonymous")


def line_through(points):
    """Least squares: what (x, y) begin with and what each x adds; neither below nothing."""
    n, sx, sy = len(points), sum(x for x, _ in points), sum(y for _, y in points)
    sxx, sxy = sum(x * x for x, _ in points), sum(x * y for x, y in points)
    slope = max(0.0, (n * sxy - sx * sy) / (n * sxx - sx * sx))
    return max(0.0, (sy - slope * sx) / n), slope


class Model:
    def __init__(self, measured):
        self.part_ms = line_through([(m.songs, m.part_ms) for m in measured])
        self.front_ms = line_through([(m.parts, m.front_ms) for m in measured])
        self.mapped_mb = line_through([(m.songs, m.mapped_mb) for m in measured])
        self.own_mb = max(m.own_mb for m in measured)

    def foretell(self, songs, parts):
        at = lambda line, x: line[0] + line[1] * x
        return (at(self.part_ms, songs / parts), at(self.front_ms, parts),
                self.own_mb + at(self.mapped_mb, songs / parts))


def main():
    wish = parser_of(__doc__, songs=100_000_000, of_parts=8, questions=120).parse_args()
    signal.signal(signal.SIGTERM, lambda *_: exit(1))  # so that what was started is ended
    measured = []
    for count in LEARNED_FROM:
        measured.append(Measured(wish, count))
        print(measured[-1], flush=True)
    model = Model(measured)
    checked = Measured(wish, FORETOLD)
    part, front, memory = model.foretell(checked.songs * FORETOLD, FORETOLD)
    print(f"foretold for {FORETOLD} parts: a part {part:.2f} ms, the service {front:.2f} ms, memory of a part {memory:.0f} MB")
    print(f"measured: {checked}")
    told, found = part * FORETOLD + front, checked.part_ms * FORETOLD + checked.front_ms
    wrong = abs(told - found) / found
    print(f"all processes together: foretold {told:.2f} ms, measured {found:.2f} ms, {100 * wrong:.0f} % off")
    part, front, memory = model.foretell(wish.songs, wish.of_parts)
    print(f"{wish.songs} songs in {wish.of_parts} parts: a part {part:.0f} ms of one processor, the service {front:.1f} ms; "
          f"memory of a part {memory:.0f} MB")
    raise SystemExit(1 if wrong > MOST_WRONG else 0)


if __name__ == "__main__":
    main()
