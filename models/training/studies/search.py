"""The learning rate of each configuration, chosen on validation texts alone."""

from dataclasses import replace
from typing import Callable, Mapping, Sequence

from models.training.studies.study import Job, Row

# A configuration's training run, given learning rate and seed.
TrainingJob = Callable[[float, int], Job]


def best_rate(job_of: TrainingJob, rates: Sequence[float], rows: Mapping[str, Row], seed: int) -> float | None:
    """That of the lowest loss on the validation texts; none while a rate has not been tried."""
    tried = [rows.get(job_of(rate, seed).name) for rate in rates]
    return None if None in tried else min(tried, key=lambda row: row["validation_loss"])["rate"]


def searched_jobs(job_of: TrainingJob, rates: Sequence[float], rows: Mapping[str, Row],
                  seeds: Sequence[int]) -> list[Job]:
    """A run at each rate with the first seed, and with the others at the best of these rates."""
    rate = best_rate(job_of, rates, rows, seeds[0])
    return [*(job_of(rate, seeds[0]) for rate in rates),
            *jobs_at(rate, rates, lambda rate: [job_of(rate, seed) for seed in seeds[1:]])]


def jobs_at(rate: float | None, rates: Sequence[float], jobs: Callable[[float], list[Job]]) -> list[Job]:
    """Jobs at a chosen rate; while none is chosen, they stand in the list without work."""
    return jobs(rate) if rate else [replace(job, work=None) for job in jobs(rates[0])]
