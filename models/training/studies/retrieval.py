"""Head size, exactly: the nearest of 64 points, found by one layer of attention (Amsel, Yehudai and Bruna 2024, arXiv 2407.16153).

    python3 -m models.training.studies.retrieval --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Points x_1 ... x_64 and targets y lie on the unit sphere in 64 dimensions (stored times 8, so that an entry has variance 1). The
layer's queries come from the targets, its keys and values from the points, H heads of size 64 / H share out the width, and the
output has to be the point nearest to y: f(X, y) = argmax_x <x, y>. One head of size 64 can do it with W_q W_k^T = c I, c large;
the paper proves that heads of a smaller size need to be very many. Two tasks:

nearest   y is uniform on the sphere, as in the paper: every direction decides
copy      y is one of the points with noise of half its length added: a few directions tell it from the others

Success: the share of fresh targets whose nearest point is also the point nearest to the output. The learning rate of each size is
chosen by the error on validation draws after 600 of 2,000 steps. Half a minute to two minutes a run on one free core.
"""

import math
import random
from dataclasses import dataclass, replace
from typing import Mapping, Sequence

import torch
from torch import nn
from torch.nn import functional

from models.training.checkpoint import Checkpoint, RunState
from models.training.studies import runner
from models.training.studies.study import Job, Row, Study, Workplace

POINTS = TARGETS = WIDTH = 64
HEAD_SIZES = (64, 32, 16, 8, 4, 2, 1)
RATES = (4e-3, 1.6e-2, 3.2e-2)
STEPS, SEARCH_STEPS = 2000, 600
_BATCH = 32
_NOISE = 0.5
_VALIDATION_SEED, _TEST_SEED = 1_000_001, 1_000_002
_TEST_BATCHES = 40


class Retrieval(nn.Module):
    """One attention layer, without biases; B sets of points, T targets each."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.head_size = WIDTH // heads
        self.query, self.key, self.value, self.output = (
            nn.Parameter(torch.randn(WIDTH, WIDTH) / math.sqrt(WIDTH)) for _ in range(4))

    def forward(self, targets: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
        query, key, value = (self._split(part) for part in (targets @ self.query, points @ self.key, points @ self.value))
        attention = (query @ key.transpose(-1, -2) / math.sqrt(self.head_size)).softmax(dim=-1)  # B x H x T x points
        return (attention @ value).transpose(1, 2).flatten(2) @ self.output

    def _split(self, projected: torch.Tensor) -> torch.Tensor:
        return projected.unflatten(2, (-1, self.head_size)).transpose(1, 2)


@dataclass(frozen=True)
class Draw:
    targets: torch.Tensor  # B x T x width
    points: torch.Tensor  # B x points x width
    nearest: torch.Tensor  # B x T, index of a point


def draw(task: str, generator: torch.Generator | None) -> Draw:
    points = _on_sphere(torch.randn(_BATCH, POINTS, WIDTH, generator=generator))
    targets = _on_sphere(torch.randn(_BATCH, TARGETS, WIDTH, generator=generator))
    if task == "copy":
        targets = _on_sphere(points + _NOISE * targets)
    return Draw(targets, points, (targets @ points.transpose(-1, -2)).argmax(dim=-1))


def _on_sphere(vectors: torch.Tensor) -> torch.Tensor:
    return functional.normalize(vectors, dim=-1) * math.sqrt(WIDTH)


@dataclass(frozen=True)
class RetrievalRun:
    task: str
    head_size: int
    rate: float
    seed: int
    steps: int = STEPS

    @property
    def name(self) -> str:
        kind = "retrieval" if self.steps == STEPS else "search-retrieval"
        return f"{kind}-{self.task}-{self.head_size}-{self.rate:g}-seed{self.seed}"

    def job(self) -> Job:
        heads = WIDTH // self.head_size
        settings = {"phase": "final" if self.steps == STEPS else "search", "task": self.task, "heads": heads,
                    "head_size": self.head_size, "rate": self.rate, "steps": self.steps, "seed": self.seed}
        return Job(self.name, settings, lambda place: _train(place, self), cost=self.steps * (8 + heads))


def _train(place: Workplace, run: RetrievalRun) -> Row:
    torch.manual_seed(run.seed)
    model = Retrieval(WIDTH // run.head_size)
    optimizer = torch.optim.Adam(model.parameters(), run.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * run.steps), (run.steps - step) / (0.9 * run.steps)))
    state = RunState(model, optimizer, schedule, random.Random(run.seed))
    checkpoint = Checkpoint(place.folder(run.name) / "checkpoint.pt")
    checkpoint.restore(state)
    while state.step < run.steps:
        loss = _loss(model, draw(run.task, None))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        state.step += 1
        checkpoint.save_now_and_then(state, state.order.getstate())
        if state.step % 200 == 0:
            print(f"step {state.step} of {run.steps}: error {loss.item():.4f}", flush=True)
    checkpoint.count_time(state)
    torch.save(model.state_dict(), place.folder(run.name) / "model.pt")
    test = {"test_" + key: value for key, value in _judged(model, run.task, _TEST_SEED).items()}
    return {"validation_error": _judged(model, run.task, _VALIDATION_SEED)["error"], **test,
            "processor_minutes": state.processor_seconds / 60}


def _loss(model: Retrieval, drawn: Draw) -> torch.Tensor:
    """The squared error as a share of the squared length of a point."""
    wanted = drawn.points.gather(1, drawn.nearest[:, :, None].expand(-1, -1, WIDTH))
    return functional.mse_loss(model(drawn.targets, drawn.points), wanted)


@torch.no_grad()
def _judged(model: Retrieval, task: str, seed: int) -> dict[str, float]:
    generator = torch.Generator().manual_seed(seed)
    error, success = 0.0, 0.0
    for _ in range(_TEST_BATCHES):
        drawn = draw(task, generator)
        found = (model(drawn.targets, drawn.points) @ drawn.points.transpose(-1, -2)).argmax(dim=-1)
        error += float(_loss(model, drawn)) / _TEST_BATCHES
        success += float((found == drawn.nearest).float().mean()) / _TEST_BATCHES
    return {"success": success, "error": error}


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    return [job for task in ("nearest", "copy") for size in HEAD_SIZES for job in _jobs_of(task, size, rows, seeds)]


def _jobs_of(task: str, size: int, rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    searched = [RetrievalRun(task, size, rate, 1, SEARCH_STEPS).job() for rate in RATES]
    finals = [RetrievalRun(task, size, RATES[0], seed) for seed in seeds]
    if any(job.name not in rows for job in searched):
        return searched + [replace(run.job(), name=f"retrieval-{task}-{size}-seed{run.seed}", work=None) for run in finals]
    rate = min((rows[job.name] for job in searched), key=lambda row: row["validation_error"])["rate"]
    return searched + [replace(run, rate=rate).job() for run in finals]


STUDY = Study("retrieval", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
