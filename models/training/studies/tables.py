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
    def text(records: Records) -> str:
        return _mean_and_range([float(record[key]) for record in records if record.get(key)], digits)
    return Column(head, text)


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


def fields(*keys: str) -> tuple[Column, ...]:
    """Columns whose head is their key in plain words."""
    return tuple(field(key.replace("_", " "), key) for key in keys)


_OWN_ACCURACY = Column("accuracy", lambda records: (
    f"{float(records[0]['accuracy']) - float(records[0]['accuracy_difference']):.4f}"))
_LOSSES = (figure("test loss", "test_loss"), figure("accuracy", "test_accuracy"),
           figure("loss, uniform attention", "test_loss_uniform"))
_ACCURACIES = (figure("test accuracy", "test_accuracy"), figure("uniform attention", "test_accuracy_uniform"))
_PAIRED = (field("texts", "texts"), figure("accuracy", "accuracy"), figure("the other's", "other_accuracy"),
           Column("only this right, only the other", lambda records: ", ".join(
               f"{record['only_this_right']}/{record['only_other_right']}" for record in records)),
           Column("p", lambda records: ", ".join(_p_text(float(record["p"])) for record in records)))

TABLES: dict[str, Table] = {
    "attention_cost": Table(
        "attention_cost", ("model", "mask"),
        (*fields("model", "mask"), _OWN_ACCURACY, interval("Δ accuracy", "accuracy_difference"),
         p_value("p", "p"), interval("Δ loss", "loss_difference"),
         figure("random pairs: Δ loss", "control_loss_difference"))),
    "head_size": Table(
        "head_size", ("model",),
        (*fields("model", "heads", "head_size", "parameters", "attention_parameters", "rate"), seeds(), *_LOSSES,
         figure("score deviation, layer 0", "score_deviation_0", 2), figure("layer 1", "score_deviation_1", 2),
         figure("entropy, layer 0", "entropy_0", 2), figure("layer 1", "entropy_1", 2)),
        at_best_rate(("model",))),
    "head_size_ranks": Table(
        "head_size_ranks", ("model", "layer"),
        (*fields("model", "layer"), seeds(), figure("ranks for 90 % of the energy", "energy_rank_90", 1),
         figure("permuted", "energy_rank_90_null", 1), figure("effective rank", "effective_rank", 1),
         figure("permuted", "effective_rank_null", 1), figure("ratio", "ratio", 2),
         figure("heads below", "heads_below", 1), figure("heads above", "heads_above", 1))),
    "retrieval": Table(
        "retrieval", ("task", "head_size"),
        (*fields("task", "heads", "head_size", "rate"), seeds(), figure("success", "test_success"),
         figure("error", "test_error")),
        at_best_rate(("task", "head_size"))),
    "linformer": Table(
        "linformer", ("model",), (*fields("model", "projected_length", "parameters"), seeds(), *_LOSSES),
        at_best_rate(("model",))),
    "linformer_errors": Table(
        "linformer_errors", ("layer", "k"),
        (*fields("layer", "k"), figure("Y(k)", "share", 3), figure("truncated", "truncated_error", 3),
         figure("P RᵀR V", "projected_error", 3), figure("random E, F", "random_error", 3),
         figure("learned E, F", "learned_error", 3))),
    "diagonal": Table(
        "diagonal", ("model",), (*fields("model", "gate_penalty"), seeds(), figure("kept", "kept", 3), *_LOSSES),
        at_best_rate(("model",))),
    "diagonal_removal": Table(
        "diagonal_removal", ("offset",),
        (*fields("offset"), seeds(), figure("removed", "removed"), figure("Δ loss", "loss_difference"),
         figure("random pairs: Δ loss", "control_loss_difference"), figure("Δ accuracy", "accuracy_difference"))),
    "diagonal_gates": Table(
        "diagonal", ("model",),
        (*fields("model"), seeds(), *(figure(str(offset), f"weight_offset_{offset}", 3) for offset in range(17))),
        lambda records: [record for record in records if record.get("weight_offset_0")]),
    "shared_weights_masked": Table(
        "shared_weights", ("attention_kind",),
        (*fields("attention_kind", "parameters", "attention_parameters", "rate"), seeds(), *_LOSSES),
        lambda records: at_best_rate(("attention_kind",))([record for record in records if record["model"]])),
    "shared_weights": Table(
        "shared_weights", ("data", "attention_kind"),
        (*fields("data", "attention_kind", "rate"), seeds(), *_ACCURACIES),
        lambda records: at_best_rate(("data", "attention_kind"))([record for record in records if record["data"]])),
    "shared_weights_paired": Table(
        "shared_weights_paired", ("data", "attention_kind"), (*fields("data", "attention_kind"), seeds(), *_PAIRED)),
    "shared_weights_noise": Table(
        "shared_weights_noise", ("data", "attention_kind", "noise", "share"),
        (*fields("data", "attention_kind", "noise", "share"), seeds(), figure("test accuracy", "accuracy"))),
    "lama": Table(
        "lama", ("data", "model"),
        (*fields("data", "model", "parameters", "attention_parameters", "rate"), seeds(), *_ACCURACIES),
        at_best_rate(("data", "model"))),
    "lama_paired": Table("lama_paired", ("data", "model"), (*fields("data", "model"), seeds(), *_PAIRED)),
    "lama_words": Table(
        "lama_words", ("model", "word", "rating"),
        (*fields("model", "word", "rating", "occurrences"), seeds(), figure("weight", "weight", 2),
         figure("lower quartile", "weight_low", 2), figure("upper quartile", "weight_high", 2))),
}
