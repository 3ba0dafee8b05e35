"""Runs a study: one process for each job, a log with the time left, and the tables of all rows.

    python3 -m models.training.studies.NAME --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Started a second time it goes on where it was: finished jobs are kept, unfinished ones continue from their checkpoint.
"""

import argparse
import fcntl
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Sequence

from models.training.studies import results
from models.training.studies.study import Job, Study, Workplace

_SECONDS_BETWEEN_LOOKS = 1.0


def main(study: Study, arguments: Sequence[str] | None = None) -> None:
    options = _parse_options(study, arguments)
    place = Workplace(options.data, options.vocabulary, options.attnscope, options.out / "runs")
    if options.job:
        _run_job(study, options, place)
        return
    _Runner(study, options, place).run()


def _parse_options(study: Study, arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python3 -m models.training.studies.{study.name}")
    parser.add_argument("--data", type=Path, required=True, help="folder with a folder for each data set")
    parser.add_argument("--vocabulary", type=Path, required=True, help="vocab.txt of bert-base-uncased")
    parser.add_argument("--out", type=Path, required=True, help="folder for runs, checkpoints and logs")
    parser.add_argument("--results", type=Path, default=Path("models/results"), help="folder for the tables")
    parser.add_argument("--attnscope", type=Path, default=Path("build/release/attnscope"), help="the program")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(study.seeds))
    parser.add_argument("--only", default="", help="jobs with this in their name")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="print the jobs and stop")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _run_job(study: Study, options: argparse.Namespace, place: Workplace) -> None:
    """Inside the job's own process."""
    import torch  # costs seconds, which the process that starts the jobs does not need

    torch.set_num_threads(1)
    torch.set_flush_denormal(True)  # Adam's means decay to denormal numbers for rare words, which are slow
    job = next(job for job in _jobs(study, options, place) if job.name == options.job)
    folder = place.folder(job.name)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # an other study may be at the same job
        if not results.has_rows(folder):
            made = job.work(place)
            rows = made if isinstance(made, list) else [made]
            results.write_rows(folder, [dict(job.settings) | row for row in rows])


def _jobs(study: Study, options: argparse.Namespace, place: Workplace) -> list[Job]:
    """Asked twice, since which jobs there are may follow from the rows of the first."""
    rows = results.first_rows(place, study.jobs({}, options.seeds))
    for _ in range(2):
        rows |= results.first_rows(place, study.jobs(rows, options.seeds))
    return study.jobs(rows, options.seeds)


@dataclass
class _Runner:
    study: Study
    options: argparse.Namespace
    place: Workplace
    running: dict[str, subprocess.Popen] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)
    cost_of_this_process: float = 0.0

    def run(self) -> None:
        while True:
            jobs = _jobs(self.study, self.options, self.place)
            results.write_tables(self.options.results, self.study.name, self.place, jobs)
            open_jobs = self._open(jobs)
            if self.options.list:
                print("".join(f"{'open' if job in open_jobs else 'done'} {job.name}\n" for job in jobs), end="")
                return
            self._start(open_jobs)
            if not self.running:
                break
            self._wait(jobs)
        if self.failed:
            sys.exit(f"{', '.join(sorted(self.failed))} failed: see log.txt in {self.place.runs}")

    def _open(self, jobs: list[Job]) -> list[Job]:
        return [job for job in jobs
                if self.options.only in job.name and not results.has_rows(self.place.folder(job.name))]

    def _start(self, open_jobs: list[Job]) -> None:
        for job in open_jobs:
            is_startable = job.work is not None and job.name not in self.running and job.name not in self.failed
            if is_startable and len(self.running) < self.options.processes:
                self._log(f"{job.name} starts")
                self.running[job.name] = self._process(job)

    def _process(self, job: Job) -> subprocess.Popen:
        folder = self.place.folder(job.name)
        folder.mkdir(parents=True, exist_ok=True)
        paths = [f"--{name}={getattr(self.options, name)}" for name in ("data", "vocabulary", "out", "attnscope")]
        with open(folder / "log.txt", "a", encoding="utf-8") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"models.training.studies.{self.study.name}", *paths, f"--job={job.name}",
                 "--seeds", *map(str, self.options.seeds)],
                stdout=log, stderr=subprocess.STDOUT, env=os.environ | {"OMP_NUM_THREADS": "1"})

    def _wait(self, jobs: list[Job]) -> None:
        """Until a process ends."""
        while all(process.poll() is None for process in self.running.values()):
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        for name in [name for name, process in self.running.items() if process.poll() is not None]:
            is_done = results.has_rows(self.place.folder(name))
            del self.running[name]
            self.cost_of_this_process += sum(job.cost for job in jobs if job.name == name)
            if not is_done:
                self.failed.add(name)
            self._log(f"{name} {self._summary(name) if is_done else 'failed'}; {self._progress(jobs)}")

    def _summary(self, name: str) -> str:
        row = results.read_rows(self.place.folder(name))[0]
        return "done: " + ", ".join(f"{key} {value:.4g}" for key, value in row.items()
                                    if key.startswith("test_") and isinstance(value, float))

    def _progress(self, jobs: list[Job]) -> str:
        left = sum(job.cost for job in self._open(jobs))
        seconds = (time.monotonic() - self.started) / self.cost_of_this_process * left
        return f"{len(jobs) - len(self._open(jobs))} of {len(jobs)} jobs, about {seconds / 60:.0f} min left"

    def _log(self, line: str) -> None:
        text = f"{time.strftime('%H:%M:%S')} {line}"
        print(text, flush=True)
        self.place.runs.mkdir(parents=True, exist_ok=True)
        with open(self.place.runs.parent / f"{self.study.name}.log", "a", encoding="utf-8") as log:
            log.write(text + "\n")
