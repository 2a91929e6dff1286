#!/usr/bin/env python3
"""bench/http/part_killed.py PROGRAM LIBRARY [--parts N] [--times N] [--seed N]

A service of N parts over LIBRARY, each behind HAProxy (with the blocks of docs/many-machines.md) and with a replica that
takes its place. N times a part that answers is killed (SIGKILL) in the middle of questions; the next answers must be
those of one process to the byte, the first of them within a second. Then the replica is killed too: the question must
be refused with 503 and one line, within a second, and answered again once a process is there. Prints a line for each
time and a last one with everything; exits with 1 when something was otherwise. Wants haproxy (./dev setup-servers).
"""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
from parts_of_a_service import Questions, Service, numbers_of_songs  # noqa: E402
from trials import free_ports, parser_of, stop, wait_until  # noqa: E402

DEFAULTS = """global
  maxconn 2000
defaults
  mode http
  timeout connect 500ms
  timeout client 60s
  timeout server 60s
  retries 3
  retry-on conn-failure empty-response
  option redispatch 1
"""
BLOCK = """listen part{number}
  bind 127.0.0.1:{port}
  option httpchk GET /readyz
  default-server check inter 500ms fall 1 rise 1 observe layer4 error-limit 1 on-error mark-down
  server part{number} 127.0.0.1:{first}
  server part{number}b 127.0.0.1:{second} backup
"""
# Ways that ask the parts; what is worked out over all songs at once is answered by the service itself.
ASKING = ("mix", "mood", "like", "path", "both")


class Balancer:
    def __init__(self, stack, folder, pairs):
        self.ports = free_ports(len(pairs))
        text = DEFAULTS + "".join(BLOCK.format(number=i + 1, port=port, first=first, second=second)
                                  for i, (port, (first, second)) in enumerate(zip(self.ports, pairs)))
        place = os.path.join(folder, "haproxy.cfg")
        with open(place, "w") as file:
            file.write(text)
        subprocess.run(["haproxy", "-c", "-q", "-f", place], check=True)
        self.process = subprocess.Popen(["haproxy", "-db", "-f", place], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        stack.callback(self.stop)
        for port in self.ports:
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)

    def stop(self):
        stop(self.process)


class Asking:
    """Questions one after the other on a thread of its own, so that some are under way when a part dies."""

    def __init__(self, front, whole, questions):
        self.front, self.whole, self.questions = front, whole, questions
        self.count, self.failed, self.answers, self.ended = 0, [], [], False
        self.thread = threading.Thread(target=self.go_on)
        self.thread.start()

    def go_on(self):
        while not self.ended:
            question = self.questions.next()
            began = time.monotonic()
            answer = self.front.ask("POST", "/api/v1/recommend", question)
            ended = time.monotonic()
            self.answers.append((began, ended))
            self.count += 1
            if answer != self.whole.ask("POST", "/api/v1/recommend", question):
                self.failed.append((answer[0], question, answer[1] if answer[0] >= 400 else "other bytes"))

    def stop(self):
        self.ended = True
        self.thread.join()

    def first_after(self, moment):
        """Seconds from `moment` to the end of the first question that ended after it, and the slowest since."""
        times = [(end - moment, end - begin) for begin, end in list(self.answers) if end > moment]
        return times[0][0], max(time for _, time in times)


class Some(Questions):
    def next(self):
        self.count += 1
        name = ASKING[self.count % len(ASKING)]
        return {**self.way(name), "n": 10, "seed": self.random.randrange(1000)}


def killed_once(trial, number, place):
    """Kills the process of part `place` that answers, looks at what is answered, and puts a new one in its place."""
    asking = Asking(trial.front, trial.whole, trial.questions)
    wait_until(lambda: asking.count >= 5)
    moment = time.monotonic()
    trial.pairs[place][0].process.kill()
    count = asking.count
    wait_until(lambda: asking.count >= count + 20)
    asking.stop()
    first, slowest = asking.first_after(moment)
    trial.first.append(first)
    trial.failed += asking.failed
    # Now the replica: nobody is left for this part.
    trial.pairs[place][1].process.kill()
    question = {**trial.questions.way("mood"), "n": 10}
    began = time.monotonic()
    status, said = trial.front.ask("POST", "/api/v1/recommend", question)
    refused = time.monotonic() - began
    trial.refused.append(refused)
    if status != 503 or not isinstance(said, str) or "\n" in said:
        trial.failed.append((status, question, said))
    for which in (0, 1):
        trial.pairs[place][which].process.wait()
        trial.start(place, which)
    wait_until(lambda: trial.front.ask("POST", "/api/v1/recommend", question)[0] == 200)
    # Until the first of the two is asked again, it would be the replica that is not.
    time.sleep(1.5)
    print(f"{number:2}: part {place + 1} killed: answered after {first:.2f} s, slowest of the next twenty {slowest:.2f} s, "
          f"{len(asking.failed)} wrong; without a replica {status} after {refused:.2f} s: {str(said)[:200]}",
          flush=True)


class Trial:
    def __init__(self, stack, wish, folder):
        self.stack, self.wish = stack, wish
        self.first, self.refused, self.failed = [], [], []
        self.ports = [free_ports(2) for _ in range(wish.parts)]
        self.pairs = [[None, None] for _ in range(wish.parts)]
        self.whole = Service(stack, wish.program, wish.library)
        self.questions = Some(numbers_of_songs(self.whole), wish.seed)
        for place in range(wish.parts):
            for which in (0, 1):
                self.start(place, which)
        balancer = Balancer(stack, folder, self.ports)
        urls = ",".join(f"http://127.0.0.1:{port}" for port in balancer.ports)
        self.front = Service(stack, wish.program, wish.library, ["--parts", urls])
        wait_until(lambda: self.front.ask("POST", "/api/v1/recommend", {"mood": "calm"})[0] == 200)

    def start(self, place, which):
        more = ["--part", f"{place + 1}/{self.wish.parts}"]
        service = Service(self.stack, self.wish.program, self.wish.library, more, port=self.ports[place][which])
        self.pairs[place][which] = service
        wait_until(lambda: service.ask("GET", "/readyz")[0] == 200)


def main():
    wish = parser_of(__doc__, parts=4, times=20, seed=1).parse_args()
    if not shutil.which("haproxy", path=os.environ.get("PATH", "") + ":/usr/sbin"):
        raise SystemExit("there is no haproxy here; ./dev setup-servers installs it")
    os.environ["PATH"] += ":/usr/sbin"
    with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory(prefix="part_killed.") as folder:
        trial = Trial(stack, wish, folder)
        for number in range(1, wish.times + 1):
            killed_once(trial, number, (number - 1) % wish.parts)
    for status, question, said in trial.failed[:10]:
        print(f"{status}: {json.dumps(question)}: {str(said)[:200]}")
    print(f"killed {wish.times} times: answered again after {max(trial.first):.2f} s at the latest, refused without a "
          f"replica after {max(trial.refused):.2f} s at the latest; {len(trial.failed)} answers were others than one "
          f"process's")
    raise SystemExit(1 if trial.failed or max(trial.first + trial.refused) > 1 else 0)


if __name__ == "__main__":
    main()
