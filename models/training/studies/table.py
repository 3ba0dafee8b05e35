"""Prints a table of models/README.md from the results.

    python3 -m models.training.studies.table NAME [--results models/results]
"""

import argparse
import csv
from pathlib import Path

from models.training.studies.tables import TABLES, Records, Table, grouped


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.studies.table")
    parser.add_argument("name", choices=TABLES)
    parser.add_argument("--results", type=Path, default=Path("models/results"))
    options = parser.parse_args()
    table = TABLES[options.name]
    with open(options.results / f"{table.file}.csv", encoding="utf-8", newline="") as file:
        print("\n".join(_lines(table, list(csv.DictReader(file)))))


def _lines(table: Table, records: Records) -> list[str]:
    groups = grouped(table.choose(records), table.keys)
    return [_line([column.head for column in table.columns]), _line(["---"] * len(table.columns)),
            *(_line([column.text(group) for column in table.columns]) for group in groups)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
