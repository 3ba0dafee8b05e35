"""The rows of finished jobs, and the tables of a study made of them."""

import csv
import json
import os
from pathlib import Path
from typing import Sequence

from models.training.studies.study import Job, Row, Workplace

_FILE = "rows.json"


def has_rows(folder: Path) -> bool:
    return (folder / _FILE).exists()


def read_rows(folder: Path) -> list[Row]:
    return json.loads((folder / _FILE).read_text(encoding="utf-8"))


def write_rows(folder: Path, rows: Sequence[Row]) -> None:
    unfinished = folder / (_FILE + ".unfinished")
    unfinished.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    os.replace(unfinished, folder / _FILE)


def first_rows(place: Workplace, jobs: Sequence[Job]) -> dict[str, Row]:
    """Of the finished jobs, by name. A row that another version of the study made is an error, never mixed in."""
    rows: dict[str, Row] = {}
    for job in jobs:
        if has_rows(place.folder(job.name)):
            rows[job.name] = read_rows(place.folder(job.name))[0]
            _check_settings(job, rows[job.name], place)
    return rows


def _check_settings(job: Job, row: Row, place: Workplace) -> None:
    for key, value in job.settings.items():
        if row.get(key) != value:
            raise SystemExit(f"{place.folder(job.name)}: run with {key} {row.get(key)}, not {value}; remove the folder")


def write_tables(folder: Path, study: str, place: Workplace, jobs: Sequence[Job]) -> None:
    """The rows of the finished jobs in the order of the jobs."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in dict.fromkeys(job.table for job in jobs):
        rows = [{"job": job.name} | row for job in jobs if job.table == table and has_rows(place.folder(job.name))
                for row in read_rows(place.folder(job.name))]
        if rows:
            _write_table(folder / f"{study}{'_' if table else ''}{table}.csv", rows)


def _write_table(path: Path, rows: Sequence[Row]) -> None:
    """With the columns that any row has."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _text(value) for key, value in row.items()} for row in rows)


def _text(value: object) -> object:
    return f"{value:.6g}" if isinstance(value, float) else value
