"""What the program measures: every number with an interval or a test comes from `attnscope eval`."""

import csv
import subprocess
import tempfile
from pathlib import Path

from models.training.studies.study import Row, Workplace

_FIGURES = ("accuracy", "loss", "accuracy_difference", "accuracy_difference_low", "accuracy_difference_high",
            "loss_difference", "loss_difference_low", "loss_difference_high")
_TESTS = ("mcnemar_p", "sign_test_p")


def eval_rows(place: Workplace, model: Path, texts: Path, *options: str) -> list[dict[str, str]]:
    """The table that `attnscope eval MODEL --data TEXTS OPTIONS --csv` writes."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "eval.csv"
        subprocess.run([str(place.attnscope), "eval", str(model), "--data", str(texts), "--csv", str(table), *options],
                       check=True, stdout=subprocess.DEVNULL)
        with open(table, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def mask_cost(place: Workplace, model: Path, texts: Path, mask: str, draws: int) -> Row:
    """What a mask costs, beside as many pairs drawn at random: differences masked - unmasked with 95 % intervals."""
    rows = eval_rows(place, model, texts, "--mask", mask, "--control-draws", str(draws))
    masked = next(row for row in rows if row["run"] == "masked")
    control = next((row for row in rows if row["run"] == "control"), None)
    figures: Row = {"removed": float(masked["sparsity"])} | {key: float(masked[key]) for key in _FIGURES}
    figures |= {"p": float(masked[key]) for key in _TESTS if masked.get(key)}
    if control:
        figures |= {f"control_{key}": float(control[key]) for key in _FIGURES if control.get(key)}
    return figures
