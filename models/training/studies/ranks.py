"""The ranks that a trained model's heads use, beside the row-permutation null of `attnscope spectrum --null rows`."""

import csv
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Sequence

from models.training.studies.evaluation_texts import wikipedia_sentence_file
from models.training.studies.study import Row, Workplace

_DRAWS = 20
_MEASURES = ("energy_rank_90", "effective_rank")

Record = dict[str, str]


def rank_rows(place: Workplace, model: Path) -> list[Row]:
    """For each layer, over 200 held-out sentences: the median over the heads of each head's mean, the same of the null
    (the shares of each row of the attention permuted), and how many heads lie below or above the middle 90 % of the
    draws on more than half of the sentences."""
    records = [record for record in _summary(place, model) if record["matrix"] == "attention"]
    layers = sorted({int(record["layer"]) for record in records})
    return [_layer_row(layer, [record for record in records if int(record["layer"]) == layer]) for layer in layers]


def _summary(place: Workplace, model: Path) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "summary.csv"
        subprocess.run([str(place.attnscope), "spectrum", str(model), "--data", str(wikipedia_sentence_file(place)),
                        "--null", "rows", "--draws", str(_DRAWS), "--seed", "1", "--summary", str(table)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(table, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def _layer_row(layer: int, records: Sequence[Record]) -> Row:
    heads = [[record for record in records if record["head"] == head]
             for head in sorted({record["head"] for record in records})]
    row: Row = {"layer": layer}
    for measure in _MEASURES:
        for column in (measure, f"{measure}_null"):
            row[column] = statistics.median(statistics.mean(float(record[column]) for record in head) for head in heads)
    row["ratio"] = row["effective_rank"] / row["effective_rank_null"]
    row["heads_below"] = sum(_mostly(head, "effective_rank", "effective_rank_null_low") for head in heads)
    row["heads_above"] = sum(_mostly(head, "effective_rank_null_high", "effective_rank") for head in heads)
    return row


def _mostly(records: Sequence[Record], smaller: str, larger: str) -> bool:
    """Whether one column is below the other on more than half of the sentences."""
    return sum(float(record[smaller]) < float(record[larger]) for record in records) > len(records) / 2
