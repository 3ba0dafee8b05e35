"""Head size, exactly: one layer of attention finds the nearest of 64 points (Amsel et al. 2024, arXiv 2407.16153).

    python3 -m models.training.studies.retrieval --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Points x_1 ... x_64 and targets y lie on the unit sphere in 64 dimensions (stored times 8, so that an entry has
variance 1). The layer's queries come from the targets, its keys and values from the points, H heads of size 64 / H
share out the width, and the output has to be the point nearest to y: f(X, y) = argmax_x <x, y>. One head of size 64
can do it with W_q W_k^T = c I, c large; the paper proves that of smaller heads very many are needed. Two tasks:

nearest   y is uniform on the sphere, as in the paper: every direction decides
copy      y is one of the points with noise of half its length added: a few directions tell it from the others

Success: the share of fresh targets whose nearest point is also the point nearest to the output. The learning rate of
each size is chosen by the error on validation draws with the first seed. 2,000 steps, half a minute to a minute and a
half a run on one free core.
"""

import math
import random
from dataclasses import dataclass
from typing import Mapping, Sequence

import torch
from torch import nn
from torch.nn import functional

from models.training.checkpoint import Checkpoint, RunState
from models.training.studies import runner
from models.training.studies.search import searched_jobs
from models.training.studies.study import Job, Row, Study, Workplace

POINTS = TARGETS = WIDTH = 64
HEAD_SIZES = (64, 32, 16, 8, 4, 2, 1)
RATES = (1.6e-2, 4e-3, 3.2e-2)
STEPS = 2000
_BATCH = 32
_NOISE = 0.5
_VALIDATION_SEED, _TEST_SEED = 1_000_001, 1_000_002
_TEST_BATCHES = 40


class RetrievalLayer(nn.Module):
    """One attention layer, without biases; B sets of points, T targets each."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.head_size = WIDTH // heads
        self.query, self.key, self.value, self.output = (
            nn.Parameter(torch.randn(WIDTH, WIDTH) / math.sqrt(WIDTH)) for _ in range(4))

    def forward(self, targets: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
        query, key, value = map(self._split, (targets @ self.query, points @ self.key, points @ self.value))
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
class Retrieval:
    task: str
    head_size: int

    @property
    def heads(self) -> int:
        return WIDTH // self.head_size

    def job(self, rate: float, seed: int) -> Job:
        settings = {"task": self.task, "heads": self.heads, "head_size": self.head_size, "rate": rate, "seed": seed}
        return Job(f"retrieval-{self.task}-{self.head_size}-{rate:g}-seed{seed}", settings,
                   lambda place: _train(place, self, rate, seed), cost=8 + self.heads)


def _train(place: Workplace, run: Retrieval, rate: float, seed: int) -> Row:
    folder = place.folder(run.job(rate, seed).name)
    torch.manual_seed(seed)
    model = RetrievalLayer(run.heads)
    optimizer = torch.optim.Adam(model.parameters(), rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * STEPS), (STEPS - step) / (0.9 * STEPS)))
    state = RunState(model, optimizer, schedule, random.Random(seed))
    checkpoint = Checkpoint(folder / "checkpoint.pt")
    checkpoint.restore(state)
    while state.step < STEPS:
        loss = _loss(model, draw(run.task, None))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        state.step += 1
        checkpoint.save_now_and_then(state, state.order.getstate())
        if state.step % 200 == 0:
            print(f"step {state.step} of {STEPS}: error {loss.item():.4f}", flush=True)
    checkpoint.count_time(state)
    torch.save(model.state_dict(), folder / "model.pt")
    test = {"test_" + key: value for key, value in _judged(model, run.task, _TEST_SEED).items()}
    return {"validation_loss": _judged(model, run.task, _VALIDATION_SEED)["error"], **test,
            "processor_minutes": state.processor_seconds / 60}


def _loss(model: RetrievalLayer, drawn: Draw) -> torch.Tensor:
    """The squared error as a share of the squared length of a point."""
    wanted = drawn.points.gather(1, drawn.nearest[:, :, None].expand(-1, -1, WIDTH))
    return functional.mse_loss(model(drawn.targets, drawn.points), wanted)


@torch.no_grad()
def _judged(model: RetrievalLayer, task: str, seed: int) -> dict[str, float]:
    generator = torch.Generator().manual_seed(seed)
    error, success = 0.0, 0.0
    for _ in range(_TEST_BATCHES):
        drawn = draw(task, generator)
        found = (model(drawn.targets, drawn.points) @ drawn.points.transpose(-1, -2)).argmax(dim=-1)
        error += float(_loss(model, drawn)) / _TEST_BATCHES
        success += float((found == drawn.nearest).float().mean()) / _TEST_BATCHES
    return {"success": success, "error": error}


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    runs = [Retrieval(task, size) for task in ("nearest", "copy") for size in HEAD_SIZES]
    return [job for run in runs for job in searched_jobs(run.job, RATES, rows, seeds)]


STUDY = Study("retrieval", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
