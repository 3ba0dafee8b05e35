"""What a study is made of: jobs, each of which ends in a row of a table, or several."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping, Sequence

Row = dict[str, object]


@dataclass(frozen=True)
class Workplace:
    """Where a job finds what it reads and puts what it makes."""

    data: Path  # holds a folder for each data set
    vocabulary: Path  # vocab.txt of bert-base-uncased
    attnscope: Path  # the program, for what it measures
    runs: Path  # one folder for each job

    def folder(self, job_name: str) -> Path:
        return self.runs / job_name


@dataclass(frozen=True)
class Job:
    """One training run or measurement. Two studies that name the same job share its result."""

    name: str
    settings: Mapping[str, object]  # what was run; columns of the row, and checked against an earlier result
    work: Callable[[Workplace], Row | list[Row]] | None  # None: it waits for the rows of other jobs
    cost: float = 1.0  # relative to the study's other jobs, for the time left
    table: str = ""  # of the study, beside its main one


@dataclass(frozen=True)
class Study:
    name: str  # of its module and of its table in models/results
    seeds: tuple[int, ...]
    # All jobs for these seeds, given the first row of every finished one. Those that need rows of earlier jobs have no
    # work until these are there.
    jobs: Callable[[Mapping[str, Row], Sequence[int]], list[Job]]
