#!/usr/bin/env python3
"""bench/servers/answers_beside.py PROGRAM LIBRARY PLACE [--times N]

A service over a library in a file beside one over PLACE (a copy of it, such as postgresql://...), both asked what a
person's page asks: how long each answer takes the first time, and the least of N times (5) after that, at both. Ends with
1 when an answer differs. Nothing of the libraries is changed, but that what wishes ask is worked out where it is not kept
yet: the first `about`.
"""
import contextlib
import json
import os
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trials import parser_of, start_service, stop  # noqa: E402

QUESTIONS = [
    ("/library", None), ("/songs?limit=20", None), ("/songs?q=night", None), ("/songs?q=love+night&limit=20", None),
    ("/songs?q=%22love+night%22", None), ("/songs?q=ni", None), ("/songs?q=night&offset=4000", None),
    ("/songs?sort=title&limit=20", None), ("/songs/1", None), ("/songs/1/similar", None), ("/artists?q=ke", None),
    ("/blocks", None), ("/removed", None), ("/recommend", {"topic": "music"}), ("/recommend", {"about": ["love"]}),
    ("/recommend", {"text": "a rainy night"}), ("/recommend", {"text": "my heart is far away"}),
    ("/recommend", {"ask": "sad songs about rain"}), ("/recommend", {"from": "1", "to": "2"}),
]


def asked(port, path, body):
    """Seconds, and the answer without what is of the moment."""
    began = time.perf_counter()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1{path}",
                                     json.dumps(body).encode() if body else None, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=600) as answer:
        text = answer.read()
    seconds = time.perf_counter() - began
    answer = json.loads(text)
    for moment in ("milliseconds", "generation", "seed"):
        answer.pop(moment, None)
    return seconds, answer


def main():
    wish = parser_of(__doc__.split("\n\n", 1)[1], ("program", "library", "place"), times=5).parse_args()
    differ = 0
    with contextlib.ExitStack() as stack:
        ports = []
        for place in (wish.library, wish.place):
            process, port, _ = start_service([wish.program, "--library", place, "serve", "--port", "0"])
            stack.callback(stop, process)
            ports.append(port)
        print(f"{'ms: first, then the least of ' + str(wish.times):60}{'file':>18}{'beside':>18}")
        for path, body in QUESTIONS:
            columns, answers = "", []
            for port in ports:
                first, answer = asked(port, path, body)
                again = min(asked(port, path, body)[0] for _ in range(wish.times))
                columns += f"{1000 * first:9.1f}{1000 * again:9.1f}"
                answers.append(answer)
            same = answers[0] == answers[1]
            differ += not same
            print(f"{path + (' ' + json.dumps(body) if body else ''):60}{columns}{'' if same else '  differs'}", flush=True)
    raise SystemExit(1 if differ else 0)


if __name__ == "__main__":
    main()
