#!/usr/bin/env python3
"""How fast a running service recommends while others listen.

    leitmotif --library LIBRARY serve --port 8080 &
    bench/http/streams_beside_requests.py [--port 8080] [--streams 200] [--kbit 320] [--seconds 10]
        [--client wrk|python|none] [--pid PID]
    bench/http/streams_beside_requests.py --events SONGS.csv       # an absolute path, of some ten thousand rows

Each stream reads a music file of the library in ranges, as fast as music of --kbit thousand bits a second plays; with --events
each follows the import of SONGS.csv instead (server-sent events), which is cancelled when the requests are answered. Songs are
asked for by wrk on 16 connections where it is installed (best.lua beside this file), else, and beside events, by this program on
eight, which then is the slower end; with --client none nobody asks. Only the loopback address is asked. Prints requests a second,
percentiles, how many bytes went to the streams, and with --pid the processor time that process took, in all and for each request
or range: a figure that says the same on a busy machine.
"""
import argparse
import asyncio
import json
import os
import pathlib
import re
import shutil
import time

CONNECTIONS = 8
RANGE = 64 * 1024


async def answer_of(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(lines[0].split()[1]), headers, body


def request(method, path, body=b"", more=""):
    kind = "Content-Type: application/json\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{kind}{more}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def ask(port, method, path, body=b""):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(method, path, body, "Connection: close\r\n"))
    answer = await answer_of(reader)
    writer.close()
    return answer


async def listen(port, song, times, count):
    """One player: asks for the next range when the one before is played. `times`: begin, end, seconds a range plays."""
    begin, end, plays = times
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    at = 0
    next_range = begin
    while (now := time.monotonic()) < end:
        if now < next_range:
            await asyncio.sleep(min(next_range, end) - now)
            continue
        next_range += plays
        writer.write(request("GET", f"/api/v1/songs/{song}/audio", more=f"Range: bytes={at}-{at + RANGE - 1}\r\n"))
        status, headers, body = await answer_of(reader)
        if status == 416:
            at = 0
            continue
        if status != 206:
            raise SystemExit(f"song {song}: {status}, expected 206")
        count["bytes"] += len(body)
        count["ranges"] += 1
        at = 0 if at + len(body) >= int(headers["content-range"].rsplit("/", 1)[1]) else at + len(body)
        count["late"] += time.monotonic() > next_range + plays
    writer.close()


async def follow(port, job, opened, seen):
    """One page that watches a job; what it saw is added to `seen` when the job is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request("GET", f"/api/v1/jobs/{job}/events", more="Accept: text/event-stream\r\n"))
    text = (await reader.readuntil(b"\r\n\r\n")).decode()
    if " 200 " not in text.split("\r\n")[0]:
        raise SystemExit(f"events: {text.split()[1]}, expected 200")
    events = ""
    opened.append(job)
    while "event: done" not in events:
        piece = await reader.read(65536)
        if not piece:
            raise SystemExit("a stream of events ended before its job")
        events += piece.decode()
    seen.append(events.count("event: "))
    writer.close()


async def recommend(port, body, end, most, times):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < end and len(times) < most:
        began = time.perf_counter()
        writer.write(request("POST", "/api/v1/recommend", body))
        status, _, _ = await answer_of(reader)
        if status != 200:
            raise SystemExit(f"recommend: {status}, expected 200")
        times.append(1000 * (time.perf_counter() - began))
    writer.close()


async def some_topic(port):
    _, _, found = await ask(port, "GET", "/api/v1/topics")
    return json.dumps({"topic": json.loads(found)["topics"][0], "n": 5}).encode()


def told(times, took):
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    return (f"{len(times)} requests in {took:.2f} s: {len(times) / took:.0f} a second; "
            f"median {at(0.5):.2f} ms, 99 % {at(0.99):.2f} ms, slowest {times[-1]:.2f} ms")


async def measure_events(wish):
    body = await some_topic(wish.port)
    wanted = json.dumps({"kind": "import", "path": wish.events}).encode()
    status, _, made = await ask(wish.port, "POST", "/api/v1/jobs", wanted)
    if status != 202:
        raise SystemExit(f"jobs: {status}: {made.decode()}")
    job, opened, seen, times = json.loads(made)["id"], [], [], []
    streams = asyncio.gather(*(follow(wish.port, job, opened, seen) for _ in range(wish.streams)))
    while len(opened) < wish.streams and not streams.done():
        await asyncio.sleep(0.01)
    began = time.monotonic()
    end = began + wish.seconds
    await asyncio.gather(*(recommend(wish.port, body, end, wish.requests, times) for _ in range(CONNECTIONS)))
    took = time.monotonic() - began
    still = wish.streams - len(seen)
    await ask(wish.port, "POST", f"/api/v1/jobs/{job}/cancel", b"{}")
    await asyncio.wait_for(streams, 60)
    print(f"{wish.streams} streams of events, {still} of them open to the end; each ended with its job, "
          f"{min(seen)} to {max(seen)} events a stream")
    print(told(times, took))


async def ask_by_python(wish, body, end):
    times = []
    began = time.monotonic()
    await asyncio.gather(*(recommend(wish.port, body, end, wish.requests, times) for _ in range(CONNECTIONS)))
    return told(times, time.monotonic() - began)


def processor_seconds(pid):
    """What a process has used so far, in user and system."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return [int(ticks) / os.sysconf("SC_CLK_TCK") for ticks in fields[11:13]]


def told_of_processor(before, after, what, count):
    user, system = (b - a for a, b in zip(before, after))
    return (f"processor time of the service: {user:.2f} s user, {system:.2f} s system; "
            f"{1000 * (user + system) / max(count, 1):.3f} ms for each of {count} {what}")


async def ask_by_wrk(wish):
    script = pathlib.Path(__file__).with_name("best.lua")
    child = await asyncio.create_subprocess_exec(
        "wrk", "-t1", "-c16", f"-d{max(1, round(wish.seconds))}s", "--latency", "-s", str(script),
        f"http://127.0.0.1:{wish.port}/api/v1/recommend", stdout=asyncio.subprocess.PIPE)
    out, _ = await child.communicate()
    if child.returncode != 0:
        raise SystemExit(f"wrk: ended with {child.returncode}")
    return out.decode().rstrip()


async def measure(wish):
    _, _, found = await ask(wish.port, "GET", "/api/v1/songs?own=true&limit=1000")
    songs = [song["id"] for song in json.loads(found)["songs"] if song.get("playable")]
    if wish.streams and not songs:
        raise SystemExit("no song of the library has a music file")
    body = await some_topic(wish.port)
    count = {"bytes": 0, "ranges": 0, "late": 0}
    before = processor_seconds(wish.pid) if wish.pid else None
    began = time.monotonic()
    end = began + wish.seconds
    plays = RANGE * 8 / (1000 * wish.kbit)
    # They did not all press play at once.
    work = [listen(wish.port, songs[i % len(songs)], (began + plays * i / wish.streams, end, plays), count)
            for i in range(wish.streams)]
    streams = asyncio.gather(*work)
    if wish.client == "none":
        told = "nobody asked"
        await streams
    else:
        told = await (ask_by_wrk(wish) if wish.client == "wrk" else ask_by_python(wish, body, end))
    took = time.monotonic() - began
    await streams
    print(f"{wish.streams} streams: {count['ranges']} ranges, {count['late']} of them late, {count['bytes'] / 1e6:.1f} MB "
          f"({count['bytes'] / 1e6 / max(took, 1e-9):.1f} MB/s)")
    print(told)
    if before:
        asked = re.search(r"(\d+) requests in", told)
        what, many = ("requests", int(asked[1])) if asked else ("ranges", count["ranges"])
        print(told_of_processor(before, processor_seconds(wish.pid), what, many))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--kbit", type=float, default=320, help="what a player plays a second, in thousand bits")
    parser.add_argument("--client", choices=("wrk", "python", "none"), default="wrk" if shutil.which("wrk") else "python")
    parser.add_argument("--pid", type=int, help="of the service, to tell its processor time")
    parser.add_argument("--events", metavar="SONGS.csv")
    wish = parser.parse_args()
    asyncio.run(measure_events(wish) if wish.events else measure(wish))


if __name__ == "__main__":
    main()
