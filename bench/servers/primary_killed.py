#!/usr/bin/env python3
"""bench/servers/primary_killed.py PROGRAM [--times N] [--songs N] [--seed N] [--folder FOLDER]

A PostgreSQL server and its standby (fsync on, synchronous replication), a service of PROGRAM that is asked all the time,
and imports of made-up songs. N times the server that takes writes is killed in the middle of an import (SIGKILL, its
children too) and the standby promoted. Looked at each time: every batch that the import had said was written is there;
the import ends well, with all of its songs; how soon the library was written to again; whether a question failed. At the
end the library must hold the rows, with the numbers, that the same imports give without any hindrance.

Prints a line for each time and a last one with everything; exits with 1 when something was lost or a question failed.
Wants PostgreSQL's programs (./dev setup-servers); FOLDER (a temporary one) gets some hundred megabytes.
"""
import contextlib
import glob
import http.client
import json
import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trials import free_ports, parser_of, run, start_service, stop  # noqa: E402

BIN = max(glob.glob("/usr/lib/postgresql/*/bin"), default="", key=lambda path: [int(n) for n in re.findall(r"\d+", path)])
USER = "tester"
AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def children_of(parent):
    found = []
    for stat in glob.glob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, rest = open(stat).read().split(" (", 1)
            if int(rest.rsplit(") ", 1)[1].split()[1]) == parent:
                found.append(int(number))
    return found


class Server:
    """One PostgreSQL server at a port that stays its own, however often its data are made anew."""

    def __init__(self, folder, name):
        self.folder, self.name, self.port, self.process = folder, name, free_ports(1)[0], None
        self.data = os.path.join(folder, name)

    def make(self):
        run(*AS_NOBODY, f"{BIN}/initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C")

    def make_standby_of(self, primary):
        shutil.rmtree(self.data, ignore_errors=True)
        run(*AS_NOBODY, f"{BIN}/pg_basebackup", "-D", self.data, "-d", primary.address("postgres"), "-R", "-X", "stream",
            "--checkpoint=fast")

    def start(self):
        with open(os.path.join(self.folder, f"{self.name}.log"), "a") as log:
            self.process = subprocess.Popen(
                [*AS_NOBODY, f"{BIN}/postgres", "-D", self.data, "-p", str(self.port), "-k", self.folder,
                 "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on", "-c", "wal_keep_size=256MB"],
                stdout=log, stderr=log)
        give_up = time.monotonic() + 60
        while subprocess.run([f"{BIN}/pg_isready", "-q", "-d", self.address("postgres")]).returncode:
            if time.monotonic() > give_up or self.process.poll() is not None:
                raise SystemExit(f"the server did not start: {self.folder}/{self.name}.log")

    def wait_for_standby(self):
        """From now on nothing is committed that is not on the standby."""
        self.ask("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.ask("postgres", "SELECT pg_reload_conf()")
        while self.ask("postgres", "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != "1":
            time.sleep(0.05)

    def wait_for_nobody(self):
        """What a standby is to do once it is promoted."""
        with open(os.path.join(self.data, "postgresql.auto.conf"), "a") as file:
            file.write("synchronous_standby_names = ''\n")

    def address(self, database):
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def ask(self, database, sql):
        return run(f"{BIN}/psql", "-XqAt", "-d", self.address(database), "-c", sql).strip()

    def promote(self):
        # By a connection: the program for it looks only once in a second.
        self.ask("postgres", "SELECT pg_promote(false)")

    def kill(self):
        children = children_of(self.process.pid)
        for process in [self.process.pid, *children]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()


class Import:
    """One import, whose progress is read as a person would, from its terminal."""

    def __init__(self, program, library, table, part, environment):
        self.written, self.text = 0, ""
        master, slave = pty.openpty()
        self.process = subprocess.Popen([program, "import", table, "--library", library, "--part", part],
                                        stdout=subprocess.PIPE, stderr=slave, text=True, env=environment)
        os.close(slave)
        self.reader = threading.Thread(target=self.read, args=(master,))
        self.reader.start()

    def read(self, master):
        with contextlib.suppress(OSError), os.fdopen(master, "rb", buffering=0) as terminal:
            while data := terminal.read(4096):
                self.text += data.decode(errors="replace")
                for said in re.findall(r"importing: (\d+)", self.text):
                    self.written = max(self.written, int(said))

    def wait(self):
        out = self.process.stdout.read()
        self.reader.join()
        return self.process.wait(), out


class Questions:
    """A service over the library that is asked for as long as this lives; `failed` has what it refused."""

    ASKED = (("GET", "/api/v1/songs?q=night"), ("POST", "/api/v1/recommend", {"topic": "music", "n": 5}),
             ("GET", "/api/v1/songs/1"), ("GET", "/api/v1/songs?limit=5"), ("GET", "/api/v1/library"),
             ("POST", "/api/v1/recommend", {"like": "1", "n": 5}))

    def __init__(self, stack, program, library, environment):
        self.failed, self.count, self.slowest, self.ended = [], 0, 0.0, False
        words = [program, "serve", "--port", "0", "--quiet", "--library", library]
        self.process, self.port, _ = start_service(words, environment)
        stack.callback(self.stop)
        while self.ask("GET", "/readyz")[0] != 200:
            time.sleep(0.05)
        self.asking = threading.Thread(target=self.go_on)
        self.asking.start()

    def ask(self, method, path, value=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            body = None if value is None else json.dumps(value)
            connection.request(method, path, body, {"content-type": "application/json"} if body else {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def go_on(self):
        while not self.ended:
            question = self.ASKED[self.count % len(self.ASKED)]
            began = time.monotonic()
            try:
                status, body = self.ask(*question)
            except OSError as error:
                status, body = 0, str(error).encode()
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.count += 1
            if status != 200:
                self.failed.append(f"{question}: {status} {body[:200].decode(errors='replace')}")

    def write(self):
        """A heart for a song; whether it was taken."""
        return self.ask("POST", "/api/v1/listeners/me/hearts", {"song": 1})[0] in (200, 201)

    def stop(self):
        self.ended = True
        if hasattr(self, "asking"):
            self.asking.join()
        stop(self.process)


ROWS = """SELECT (SELECT count(*) FROM leitmotif.songs), (SELECT count(*) FROM leitmotif.lyrics),
 (SELECT count(*) FROM leitmotif.scores), (SELECT count(*) FROM leitmotif.identities)"""
EVERYTHING = """SELECT md5(string_agg(md5(one), '' ORDER BY id)) FROM (SELECT songs.id, songs::text || lyrics::text ||
 scores.probabilities::text || scores.mixture::text AS one FROM leitmotif.songs JOIN leitmotif.lyrics ON
 lyrics.song = songs.id JOIN leitmotif.scores ON scores.song = songs.id) AS rows"""


class Trial:
    def __init__(self, wish, folder):
        self.wish, self.folder, self.random = wish, folder, random.Random(wish.seed)
        self.program = os.path.abspath(wish.program)
        self.environment = {**os.environ, "XDG_DATA_HOME": os.path.join(folder, "data")}
        self.table = os.path.join(folder, "songs.csv")
        run(self.program, "data", "generate", wish.songs, "--seed", wish.seed, "-o", self.table)
        self.first, self.second = Server(folder, "first"), Server(folder, "second")
        self.writes, self.lost, self.ended_badly, self.usual_seconds, self.expected = [], [], [], 0, ""

    def both(self, attributes):
        return (f"postgresql://{USER}@127.0.0.1:{self.first.port},127.0.0.1:{self.second.port}/music"
                f"?target_session_attrs={attributes}")

    def part(self, number):
        return f"{number}/{self.wish.times + 1}"

    def begin(self):
        self.first.make()
        self.first.start()
        self.first.ask("postgres", "CREATE DATABASE music")
        self.first.ask("postgres", "CREATE DATABASE undisturbed")
        began = time.monotonic()
        run(self.program, "import", self.table, "--library", self.first.address("undisturbed"), env=self.environment)
        self.usual_seconds = (time.monotonic() - began) / (self.wish.times + 1)
        self.expected = self.first.ask("undisturbed", EVERYTHING)
        self.first.ask("postgres", "DROP DATABASE undisturbed")
        run(self.program, "import", self.table, "--library", self.first.address("music"), "--part", self.part(1),
            env=self.environment)

    def once(self, number, questions):
        primary, standby = self.first, self.second
        standby.make_standby_of(primary)
        standby.wait_for_nobody()
        standby.start()
        primary.wait_for_standby()
        before = int(primary.ask("music", "SELECT count(*) FROM leitmotif.songs"))
        one = Import(self.program, self.both("read-write"), self.table, self.part(number + 1), self.environment)
        # Somewhere between a batch that was confirmed and the next one.
        enough = self.random.random() * 0.9 * self.wish.songs / (self.wish.times + 1)
        while one.written <= enough and one.process.poll() is None:
            time.sleep(0.005)
        time.sleep(self.random.random() * 0.1 * self.usual_seconds)
        is_running = one.process.poll() is None
        primary.kill()
        killed = time.monotonic()
        said = one.written
        standby.promote()
        while not questions.write() and time.monotonic() < killed + 60:
            time.sleep(0.02)
        self.writes.append(time.monotonic() - killed)
        there = int(standby.ask("music", "SELECT count(*) FROM leitmotif.songs")) - before
        if there < said:
            self.lost.append(f"{said} songs were said to be written, {there} are there")
        status, out = one.wait()
        rows = standby.ask("music", ROWS)
        if status or len(set(rows.split("|"))) != 1:
            self.ended_badly.append(f"{number}: status {status}, rows {rows}: {one.text[-300:]}")
            # As a person would: what is there already stays as it is.
            run(self.program, "import", self.table, "--library", self.both("read-write"), "--part",
                self.part(number + 1), env=self.environment)
        print(f"{number:2}: killed {'during' if is_running else 'after'} the import, {said} songs confirmed, {there} there; "
              f"a write was taken after {self.writes[-1]:.2f} s; the import ended with {status}: {out.strip()}", flush=True)
        self.first, self.second = standby, primary

    def go(self):
        with contextlib.ExitStack() as stack:
            stack.callback(lambda: (self.second.stop(), self.first.stop()))
            self.begin()
            questions = Questions(stack, self.program, self.both(self.wish.attributes), self.environment)
            for number in range(1, self.wish.times + 1):
                self.once(number, questions)
            is_same = self.first.ask("music", EVERYTHING) == self.expected
        for line in [*self.lost, *self.ended_badly, *questions.failed[:10]]:
            print(line)
        print(f"killed {self.wish.times} times: {len(self.lost)} lost something, {len(self.ended_badly)} imports ended badly; "
              f"written again after {max(self.writes):.2f} s at the latest; {len(questions.failed)} of {questions.count} "
              f"questions failed, the slowest took {questions.slowest:.2f} s; "
              f"{'the same rows as' if is_same else 'OTHER ROWS THAN'} without any hindrance")
        return not (self.lost or self.ended_badly or questions.failed) and is_same and max(self.writes) <= 5


def main():
    parser = parser_of(__doc__, ["program"], times=20, songs=420000, seed=1)
    parser.add_argument("--attributes", default="read-write", help="target_session_attrs of the service that is asked")
    parser.add_argument("--folder", default=None)
    wish = parser.parse_args()
    if not BIN:
        raise SystemExit("there is no PostgreSQL here; ./dev setup-servers installs it")
    signal.signal(signal.SIGTERM, lambda *_: exit(1))  # so that what was started is ended
    with tempfile.TemporaryDirectory(dir=wish.folder, prefix="primary_killed.") as folder:
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
        good = Trial(wish, folder).go()
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
