"""What trials of several kinds do: free ports, programs that must succeed, services and their processor time, waiting."""
import argparse
import contextlib
import re
import socket
import sqlite3
import subprocess
import time


def parser_of(description, positional=("program", "library"), **numbers):
    """Of the description's first line: words that must be said, and whole numbers with what they are otherwise."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    for name in positional:
        parser.add_argument(name)
    for name, default in numbers.items():
        parser.add_argument("--" + name.replace("_", "-"), type=int, default=default)
    return parser


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def run(*words, **options):
    """What the program says; the trial ends with its message when it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}: {done.stderr or done.stdout}")
    return done.stdout


def copy_library(source, target):
    """All that has been committed, also what stands in the log beside the file; the path of the copy."""
    with contextlib.closing(sqlite3.connect(source)) as there, contextlib.closing(sqlite3.connect(target)) as here:
        there.backup(here)
    return target


def start_service(words, environment=None):
    """The process of `serve`, its port, and all that it said until it answered there."""
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://[^/\s]*:(\d+)/", line):
            return process, int(found[1]), said
    raise SystemExit(said or f"{words}: ended without a word")


def stop(process):
    process.terminate()
    process.wait()


def processor_seconds(process):
    """Of all its threads, those that have ended too: the clock of another process, as clock_getcpuclockid names it."""
    return time.clock_gettime((~process.pid << 3) | 2)


def wait_until(what, seconds=60, pause=0.02):
    give_up = time.monotonic() + seconds
    while not what():
        if time.monotonic() > give_up:
            raise SystemExit("waited in vain")
        time.sleep(pause)
