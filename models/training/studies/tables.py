"""The tables of models/README.md: which columns of which result, over which seeds."""

from dataclasses import dataclass
from typing import Callable, Sequence

Record = dict[str, str]  # a line of a CSV
Records = list[Record]


@dataclass(frozen=True)
class Column:
    head: str
    text: Callable[[Records], str]  # of the records of all seeds


@dataclass(frozen=True)
class Table:
    file: str  # in models/results, without .csv
    keys: tuple[str, ...]  # records that agree in these stand in one line
    columns: tuple[Column, ...]
    choose: Callable[[Records], Records] = lambda records: records


def field(head: str, key: str) -> Column:
    """The same for all seeds."""
    return Column(head, lambda records: records[0].get(key, ""))


def figure(head: str, key: str, digits: int = 4) -> Column:
    """The mean over the seeds, and in parentheses the lowest and the highest."""
    return Column(head, lambda records: _mean_and_range([float(record[key]) for record in records if record.get(key)], digits))


def interval(head: str, key: str, digits: int = 4) -> Column:
    """Of one record: a difference with its 95 % interval."""
    def text(records: Records) -> str:
        value, low, high = (_signed(float(records[0][f"{key}{end}"]), digits) for end in ("", "_low", "_high"))
        return f"{value} [{low}, {high}]"
    return Column(head, lambda records: text(records) if records[0].get(key) else "")


def p_value(head: str, key: str) -> Column:
    return Column(head, lambda records: _p_text(float(records[0][key])) if records[0].get(key) else "")


def seeds() -> Column:
    return Column("seeds", lambda records: str(len(records)))


def at_best_rate(keys: Sequence[str]) -> Callable[[Records], Records]:
    """Of each configuration the records at the learning rate with the lowest validation loss of the first seed."""
    def choose(records: Records) -> Records:
        chosen: Records = []
        for group in grouped(records, keys):
            first = [record for record in group if record["seed"] == group[0]["seed"]]
            rate = min(first, key=lambda record: float(record["validation_loss"]))["rate"]
            chosen += [record for record in group if record["rate"] == rate]
        return chosen
    return choose


def grouped(records: Records, keys: Sequence[str]) -> list[Records]:
    groups: dict[tuple[str, ...], Records] = {}
    for record in records:
        groups.setdefault(tuple(record[key] for key in keys), []).append(record)
    return list(groups.values())


def _mean_and_range(values: list[float], digits: int) -> str:
    if not values:
        return ""
    mean = f"{sum(values) / len(values):.{digits}f}"
    return mean if len(values) == 1 else f"{mean} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def _signed(value: float, digits: int) -> str:
    return f"{value:+.{digits}f}"


def _p_text(value: float) -> str:
    return "< 0.0001" if value < 0.0001 else f"{value:.2g}"


_ATTENTION_COST = Table(
    "attention_cost", ("model", "mask"),
    (field("model", "model"), field("mask", "mask"), figure("accuracy", "accuracy"),
     interval("Δ accuracy", "accuracy_difference"), p_value("p", "p"), interval("Δ loss", "loss_difference"),
     figure("random pairs: Δ loss", "control_loss_difference")))

_HEAD_SIZE = Table(
    "head_size", ("model",),
    (field("model", "model"), field("heads", "heads"), field("head size", "head_size"), field("parameters", "parameters"),
     field("attention", "attention_parameters"), field("rate", "rate"), seeds(), figure("test loss", "test_loss"),
     figure("accuracy", "test_accuracy"), figure("loss, uniform attention", "test_loss_uniform"),
     figure("score deviation, layer 0", "score_deviation_0", 2), figure("layer 1", "score_deviation_1", 2),
     figure("entropy, layer 0", "entropy_0", 2), figure("layer 1", "entropy_1", 2)),
    at_best_rate(("model",)))

_HEAD_SIZE_RANKS = Table(
    "head_size_ranks", ("model", "layer"),
    (field("model", "model"), field("layer", "layer"), seeds(), figure("ranks for 90 % of the energy", "energy_rank_90", 1),
     figure("permuted", "energy_rank_90_null", 1), figure("effective rank", "effective_rank", 1),
     figure("permuted", "effective_rank_null", 1), figure("ratio", "ratio", 2), figure("heads below", "heads_below", 1),
     figure("heads above", "heads_above", 1)))

_RETRIEVAL = Table(
    "retrieval", ("task", "head_size"),
    (field("task", "task"), field("heads", "heads"), field("head size", "head_size"), field("rate", "rate"), seeds(),
     figure("success", "test_success"), figure("error", "test_error")),
    lambda records: [record for record in records if record["phase"] == "final"])

_LINFORMER = Table(
    "linformer", ("model",),
    (field("model", "model"), field("k", "projected_length"), field("parameters", "parameters"), seeds(),
     figure("test loss", "test_loss"), figure("accuracy", "test_accuracy"), figure("loss, uniform attention", "test_loss_uniform")),
    at_best_rate(("model",)))

_LINFORMER_ERRORS = Table(
    "linformer_errors", ("layer", "k"),
    (field("layer", "layer"), field("k", "k"), seeds(), figure("Y(k)", "share", 3), figure("truncated", "truncated_error", 3),
     figure("P R'R V", "projected_error", 3), figure("random E, F", "random_error", 3)))

_DIAGONAL = Table(
    "diagonal", ("model",),
    (field("model", "model"), field("gate penalty", "gate_penalty"), seeds(), figure("kept", "kept", 3),
     figure("test loss", "test_loss"), figure("accuracy", "test_accuracy")),
    at_best_rate(("model",)))

_DIAGONAL_REMOVAL = Table(
    "diagonal_removal", ("offset",),
    (field("offset", "offset"), seeds(), figure("removed", "removed"), figure("Δ loss", "loss_difference"),
     figure("random pairs: Δ loss", "control_loss_difference"), figure("Δ accuracy", "accuracy_difference")))

_DIAGONAL_GATES = Table(
    "diagonal", ("model",),
    (field("model", "model"), *(figure(str(offset), f"weight_offset_{offset}", 3) for offset in range(17))),
    lambda records: [record for record in records if record.get("weight_offset_0")])

_SHARED_WEIGHTS_MASKED = Table(
    "shared_weights", ("attention_kind",),
    (field("attention", "attention_kind"), field("parameters", "parameters"), field("attention block", "attention_parameters"),
     field("rate", "rate"), seeds(), figure("test loss", "test_loss"), figure("loss, uniform attention", "test_loss_uniform")),
    lambda records: at_best_rate(("attention_kind",))([record for record in records if record["model"]]))

_SHARED_WEIGHTS = Table(
    "shared_weights", ("data", "attention_kind"),
    (field("data", "data"), field("attention", "attention_kind"), field("rate", "rate"), seeds(),
     figure("test accuracy", "test_accuracy"), figure("uniform attention", "test_accuracy_uniform")),
    lambda records: at_best_rate(("data", "attention_kind"))([record for record in records if not record["model"]]))

_SHARED_WEIGHTS_NOISE = Table(
    "shared_weights_noise", ("data", "attention_kind", "noise", "share"),
    (field("data", "data"), field("attention", "attention_kind"), field("noise", "noise"), field("share of words", "share"), seeds(),
     figure("test accuracy", "accuracy")))

_LAMA = Table(
    "lama", ("data", "model"),
    (field("data", "data"), field("model", "model"), field("parameters", "parameters"), field("attention", "attention_parameters"),
     field("rate", "rate"), seeds(), figure("test accuracy", "test_accuracy"), figure("uniform weights", "test_accuracy_uniform")),
    at_best_rate(("data", "model")))

TABLES: dict[str, Table] = {
    "attention_cost": _ATTENTION_COST,
    "head_size": _HEAD_SIZE,
    "head_size_ranks": _HEAD_SIZE_RANKS,
    "retrieval": _RETRIEVAL,
    "linformer": _LINFORMER,
    "linformer_errors": _LINFORMER_ERRORS,
    "diagonal": _DIAGONAL,
    "diagonal_removal": _DIAGONAL_REMOVAL,
    "diagonal_gates": _DIAGONAL_GATES,
    "shared_weights_masked": _SHARED_WEIGHTS_MASKED,
    "shared_weights": _SHARED_WEIGHTS,
    "shared_weights_noise": _SHARED_WEIGHTS_NOISE,
    "lama": _LAMA,
}
