#!/usr/bin/env python3
"""bench/servers/slurm_array.py PROGRAM [--lyrics N] [--tasks N] [--folder FOLDER]

N made-up lyrics are classified by one process, and by a Slurm array over two nodes of this machine (munged, slurmctld,
two slurmd, started in a folder of their own and ended again). One task is killed in the middle and put into the queue
again. What the tasks wrote, joined, must have the SHA-256 of what the one process wrote; exits with 1 otherwise. Wants
root, and Slurm with munge (apt-get install slurmctld slurmd slurm-client munge).
"""
import contextlib
import csv
import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trials import free_ports, parser_of, run, stop, wait_until  # noqa: E402

CONFIGURATION = """ClusterName=trial
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmctldPort={ports[0]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge/sock
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
TmpFS={folder}/tmp-%n
SlurmctldPidFile={folder}/ctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
AccountingStorageType=accounting_storage/none
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES State=UP
"""
# As docs/many-machines.md has it; what a killed task left is written anew by the next.
JOB = """#!/bin/bash
#SBATCH --array=1-{tasks} --requeue --output={folder}/said-%a.txt --chdir={folder}
part=classified-$(printf %03d "$SLURM_ARRAY_TASK_ID").jsonl
echo "task $SLURM_ARRAY_TASK_ID, run $SLURM_RESTART_COUNT" >> {folder}/begun.txt
{program} classify lyrics.jsonl --jsonl > "$part.new" && mv "$part.new" "$part"
"""


def make_lyrics(program, folder, count):
    table = os.path.join(folder, "songs.csv")
    run(program, "data", "generate", str(count), "-o", table)
    with open(table, newline="") as rows, open(os.path.join(folder, "lyrics.jsonl"), "w") as lines:
        for number, row in enumerate(csv.DictReader(rows)):
            lines.write(json.dumps({"id": number, "lyrics": row["lyrics"]}) + "\n")
    os.remove(table)


def start_cluster(stack, folder):
    for name in ("munge", "state", "spool-n1", "spool-n2", "tmp-n1", "tmp-n2"):
        os.makedirs(os.path.join(folder, name))
    munge = os.path.join(folder, "munge")
    os.chmod(folder, 0o711)
    os.chmod(munge, 0o711)
    key = os.path.join(munge, "key")
    with open(os.open(key, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(os.urandom(1024))
    configuration = os.path.join(folder, "slurm.conf")
    with open(configuration, "w") as file:
        file.write(CONFIGURATION.format(host=socket.gethostname().split(".")[0], folder=folder, ports=free_ports(3)))
    os.environ["SLURM_CONF"] = configuration
    daemons = [["munged", "-F", "--force", f"--socket={munge}/sock", f"--key-file={key}", f"--pid-file={munge}/pid",
                f"--log-file={munge}/log", f"--seed-file={munge}/seed"],
               ["slurmctld", "-D", "-f", configuration], ["slurmd", "-D", "-N", "n1", "-f", configuration],
               ["slurmd", "-D", "-N", "n2", "-f", configuration]]
    for words in daemons:
        log = open(os.path.join(folder, f"{words[0]}.log"), "a")
        process = subprocess.Popen(words, stdout=log, stderr=log)
        stack.callback(stop, process)
        if words[0] == "munged":
            wait_until(lambda: os.path.exists(f"{munge}/sock"))
    wait_until(lambda: subprocess.run(["sinfo", "-h", "-o", "%T"], capture_output=True, text=True).stdout.split() == ["idle"],
               120, 0.1)


def size_of(place):
    return os.path.getsize(place) if os.path.exists(place) else 0


def run_array(program, folder, tasks):
    """One task is killed when it has written a part of what it has to write."""
    job = os.path.join(folder, "job.sh")
    with open(job, "w") as file:
        file.write(JOB.format(tasks=tasks, folder=folder, program=program))
    number = run("sbatch", "--parsable", job).strip()
    wait_until(lambda: size_of(f"{folder}/classified-002.jsonl.new") > 1 << 20, 3600, 0.1)
    written = size_of(f"{folder}/classified-002.jsonl.new")
    run("scontrol", "requeue", f"{number}_2")
    print(f"task 2 was killed after {written} bytes and put into the queue again", flush=True)
    wait_until(lambda: not run("squeue", "-h").strip(), 7200, 0.1)


def digest(places):
    sha = hashlib.sha256()
    for place in places:
        with open(place, "rb") as file:
            while data := file.read(1 << 20):
                sha.update(data)
    return sha.hexdigest()


def main():
    parser = parser_of(__doc__, ["program"], lyrics=1_000_000, tasks=8)
    parser.add_argument("--folder", default=None)
    wish = parser.parse_args()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    program = os.path.abspath(wish.program)
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=wish.folder, prefix="slurm_array."))
        make_lyrics(program, folder, wish.lyrics)
        began = time.monotonic()
        with open(f"{folder}/whole.jsonl", "w") as out:
            subprocess.run([program, "classify", f"{folder}/lyrics.jsonl", "--jsonl"], stdout=out, check=True)
        print(f"{wish.lyrics} lyrics by one process: {time.monotonic() - began:.0f} s", flush=True)
        start_cluster(stack, folder)
        began = time.monotonic()
        run_array(program, folder, wish.tasks)
        print(f"by an array of {wish.tasks}: {time.monotonic() - began:.0f} s", flush=True)
        parts = [f"{folder}/classified-{task:03}.jsonl" for task in range(1, wish.tasks + 1)]
        whole, joined = digest([f"{folder}/whole.jsonl"]), digest(parts)
        with open(f"{folder}/begun.txt") as file:
            begun = file.read().count("task 2,")
        print(f"SHA-256 of the one process {whole}\nSHA-256 of the parts       {joined}; task 2 began {begun} times")
        sys.exit(0 if whole == joined and begun == 2 else 1)


if __name__ == "__main__":
    main()
