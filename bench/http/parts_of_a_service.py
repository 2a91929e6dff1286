#!/usr/bin/env python3
"""bench/http/parts_of_a_service.py PROGRAM LIBRARY [--parts N] [--questions N] [--ways WAY,...] [--beside PLACE]
[--namespaces]

Generated questions of twelve ways and their combinations to one process over LIBRARY, to a service of N parts over the
same, and to one process over each PLACE (a copy of the library, such as postgresql://...). Every answer must have the
bytes of the first one but for `milliseconds`. Prints how many agreed, percentiles of each, and the memory of the parts
(PSS: pages that several hold are shared out among them), beside the others and after all others have ended; exits with 1
when an answer differs.

With --namespaces every part runs in a network namespace of its own, behind a pair of virtual interfaces (needs root and
iproute2). LIBRARY and each PLACE should be copies: they get three hearts of a listener `me`.
"""
import contextlib
import http.client
import json
import os
import random
import re
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trials import parser_of, run, start_service, stop  # noqa: E402

WAYS = ("topic", "mix", "mood", "like", "about", "text", "path", "unlike", "list", "for", "both", "ask")


class Questions:
    """The same seed gives the same questions."""

    def __init__(self, songs, seed, ways=WAYS):
        self.random, self.songs, self.ways, self.count = random.Random(seed), songs, ways, 0

    def song(self):
        return str(self.random.choice(self.songs))

    def happens(self, once_in):
        return self.random.randrange(once_in) == 0

    def way(self, name):
        draw = self.random
        topic = draw.choice(("sadness", "music", "romantic", "violence"))
        return {
            "topic": lambda: {"topic": topic},
            "mix": lambda: {"mix": f"sadness=0.{draw.randint(1, 9)},romantic=1"},
            "mood": lambda: {"mood": draw.choice(("calm", "0.7,0.81"))},
            "like": lambda: {"like": [self.song(), self.song()]},
            "about": lambda: {"about": draw.choice(("love", "sad", "party", "calm"))},
            "text": lambda: {"text": f"a kiss and tears at night {draw.randrange(9)}"},
            "path": lambda: {"from": self.song(), "to": self.song()},
            "unlike": lambda: {"like": self.song(), "unlike": self.song()},
            "list": lambda: {"from_list": [self.song() for _ in range(3)]},
            "for": lambda: {"for": "me"},
            "both": lambda: {"topic": topic, "like": self.song()},
            "ask": lambda: {"ask": draw.choice(("sad", "love", "calm")) + " songs about the rain from the 80s"},
        }[name]()

    def next(self):
        draw, name = self.random, self.ways[self.count % len(self.ways)]
        self.count += 1
        question = self.way(name)
        if self.happens(3) and name != "path":
            question.update(self.way(draw.choice(self.ways[:5])))
        if self.happens(3):
            question["artist_cap"] = draw.randrange(4)
        if self.happens(3):
            question["variety"] = draw.randrange(10) / 10
        for key, value, once_in in (("random", True, 3), ("years", "1960-1995", 4), ("explicit", "avoid", 5),
                                    ("fresh", True, 9), ("instrumental", "avoid", 9), ("genre", "rock", 6)):
            if self.happens(once_in):
                question[key] = value
        question["seed"] = draw.randrange(1000)
        question["n"] = draw.randint(2, 13) if name == "path" else 400 if self.happens(12) else draw.randint(1, 30)
        return question


class Service:
    """One process and one connection to it."""

    def __init__(self, stack, program, library, more=(), host="127.0.0.1", space=None, environment=None, port=0):
        self.host, self.times = host, []
        inside = ["ip", "netns", "exec", space] if space else []
        words = [*inside, program, "serve", "--library", library, "--host", host, "--port", str(port), "--quiet", *more]
        self.process, self.port, said = start_service(words, {**os.environ, **(environment or {})})
        stack.callback(self.stop)
        token = re.search(r"\b[Tt]oken\S*\s.*?(\S{40,})", said)
        self.token = token[1] if token else None
        self.connection = http.client.HTTPConnection(host, self.port, timeout=300)

    def url(self):
        return f"http://{self.host}:{self.port}"

    def ask(self, method, path, value=None):
        head = {"authorization": f"Bearer {self.token}"} if self.token else {}
        body = None
        if value is not None:
            head["content-type"], body = "application/json", json.dumps(value)
        began = time.perf_counter()
        self.connection.request(method, path, body, head)
        answer = self.connection.getresponse()
        text = answer.read()
        self.times.append(1000 * (time.perf_counter() - began))
        if answer.status >= 400:
            return answer.status, json.loads(text)["error"]["message"]
        return answer.status, re.sub(rb'"milliseconds":[0-9.e+-]+', b"", text)

    def memory(self):
        """Megabytes of this process, those shared with n others as their n-th part."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024

    def stop(self):
        stop(self.process)


def namespace(stack, number):
    """A namespace with a way to it; its name and the address inside."""
    name, outer, inner = f"leitmotif{number}", f"lmo{number}", f"lmi{number}"
    run("ip", "netns", "add", name)
    stack.callback(run, "ip", "netns", "del", name)
    run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name)
    run("ip", "addr", "add", f"10.213.{number}.1/30", "dev", outer)
    run("ip", "link", "set", outer, "up")
    run("ip", "-n", name, "addr", "add", f"10.213.{number}.2/30", "dev", inner)
    run("ip", "-n", name, "link", "set", inner, "up")
    run("ip", "-n", name, "link", "set", "lo", "up")
    return name, f"10.213.{number}.2"


def start_parts(stack, wish):
    parts, token = [], None
    for number in range(1, wish.parts + 1):
        space, host = namespace(stack, number) if wish.namespaces else (None, "127.0.0.1")
        share = ["--part", f"{number}/{wish.parts}"]
        # Parts of one library know one token, which is said when it is made.
        more = share + (["--new-token"] if wish.namespaces and number == 1 else [])
        part = Service(stack, wish.program, wish.library, more, host, space)
        token = part.token or token
        part.token = token
        parts.append(part)
    return parts, token


def percentiles(name, times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    print(f"{name}: median {at(0.5):.1f} ms, 99 % {at(0.99):.1f} ms, slowest {times[-1]:.1f} ms")


def print_memory(name, parts):
    sizes = [part.memory() for part in parts]
    print(f"{name}: {', '.join(f'{size:.0f}' for size in sizes)} MB, together {sum(sizes):.0f} MB")


def numbers_of_songs(service):
    _, body = service.ask("GET", "/api/v1/songs?limit=1000&fields=id")
    return [song["id"] for song in json.loads(body)["songs"]]


def compare(wish, services, songs):
    questions, differ, answered = Questions(songs, wish.seed, wish.ways), 0, 0
    warm = {"about": {"about": "love"}, "like": {"like": str(songs[0])}, "topic": {"topic": "music"},
            "list": {"from_list": [str(songs[0])]}, "text": {"text": "a kiss"}}
    for question in [{**question, "n": 1} for way, question in warm.items() if way in wish.ways]:
        for _, service in services:
            service.ask("POST", "/api/v1/recommend", question)
    for _, service in services:
        service.times.clear()
    short = []  # places of the questions that are answered by no more than 30 songs
    for number in range(wish.questions):
        if number % 1000 == 0 and number > 0:
            print(f"{number} questions: {differ} answers differ", flush=True)
        question = questions.next()
        if question["n"] <= 30:
            short.append(number)
        first, *others = [service.ask("POST", "/api/v1/recommend", question) for _, service in services]
        answered += first[0] == 200
        for (name, _), other in zip(services[1:], others):
            if other == first:
                continue
            differ += 1
            if differ < 5:
                print(f"{name} differs ({first[0]}, {other[0]}): {json.dumps(question)}")
    print(f"{wish.questions} questions, {answered} with songs: {differ} answers differ")
    for name, service in services:
        percentiles(name, service.times)
        percentiles(f"{name}, answers of up to 30 songs", [service.times[number] for number in short])
    return differ


def main():
    parser = parser_of(__doc__, parts=4, questions=10000, seed=1)
    parser.add_argument("--ways", type=lambda text: tuple(text.split(",")), default=WAYS, help=",".join(WAYS))
    parser.add_argument("--beside", action="append", default=[])
    parser.add_argument("--namespaces", action="store_true")
    wish = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: exit(1))  # so that what was started is ended
    with contextlib.ExitStack() as stack:
        services = [("one process", Service(stack, wish.program, wish.library))]
        services += [(place.split(":")[0], Service(stack, wish.program, place)) for place in wish.beside]
        songs = numbers_of_songs(services[0][1])
        for _, service in services:
            for song in songs[::400]:
                service.ask("POST", "/api/v1/listeners/me/hearts", {"song": song})
        parts, token = start_parts(stack, wish)
        front = Service(stack, wish.program, wish.library, ["--parts", ",".join(part.url() for part in parts)],
                        environment={"LEITMOTIF_PARTS_TOKEN": token} if token else None)
        services.append((f"{wish.parts} parts", front))
        differ = compare(wish, services, songs)
        print_memory("memory of the parts", parts)
        print(f"memory of the service that asks them: {front.memory():.0f} MB")
        for _, service in services:
            service.stop()
        print_memory("memory of the parts alone", parts)
    raise SystemExit(1 if differ else 0)


if __name__ == "__main__":
    main()
