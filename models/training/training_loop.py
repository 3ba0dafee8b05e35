"""Runs the epochs of a recipe and keeps the stored form of the model it ends with."""

import copy
import random
import time
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Sequence

import numpy as np
import torch
from torch import nn

from models.training import data, model_folder
from models.training.attention_mask import Gates
from models.training.checkpoint import Checkpoint, RunState
from models.training.objectives import Objective
from models.training.recipes import Recipe

_STEPS_PER_PROGRESS_LINE = 200
_LARGEST_GRADIENT_NORM = 1.0
# The gates start undecided; at the rate of the weights a few thousand steps would leave them so.
_GATE_RATE_FACTOR = 10.0
_SHARE_WITHOUT_PENALTY = 1 / 3


@dataclass(frozen=True)
class Corpus:
    train: Sequence[data.Example]
    held_out: Sequence[data.Example]
    vocabulary: Sequence[str]


@dataclass(frozen=True)
class Trained:
    epoch: int
    figures: dict[str, float]  # on held-out texts, with the tensors as they are stored
    tensors: dict[str, np.ndarray]
    processor_seconds: float  # of the whole run


def train(model: nn.Module, recipe: Recipe, objective: Objective, corpus: Corpus, seed: int,
          checkpoint_file: Path | None = None) -> Trained:
    """The last epoch, or the most accurate one where the held-out texts may choose it. Gates are not done before the last.

    With a file for checkpoints, a run that was interrupted goes on where it was at most a minute before.
    """
    optimizer = _optimizer(model, recipe)
    state = RunState(model, optimizer, _learning_rate_schedule(optimizer, recipe, len(corpus.train)), random.Random(seed))
    checkpoint = Checkpoint(checkpoint_file)
    checkpoint.restore(state)
    while state.epoch <= recipe.epochs:
        started = time.monotonic()
        _train_epoch(state, recipe, objective, corpus, checkpoint)
        checkpoint.count_time(state)
        trained = _judged(state, objective, corpus)
        print(f"epoch {state.epoch}: {_text(trained.figures)} in F16, {time.monotonic() - started:.0f} s", flush=True)
        chooses = recipe.data_set.held_out_kind == "dev" and recipe.gate_penalty == 0.0
        if state.kept is None or not chooses or trained.figures["accuracy"] > state.kept.figures["accuracy"]:
            state.kept = trained
        state.epoch, state.step = state.epoch + 1, 0
        checkpoint.save(state, state.order.getstate())
    return replace(state.kept, processor_seconds=state.processor_seconds)


def _optimizer(model: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    gates = [parameter for module in model.modules() if isinstance(module, Gates) for parameter in module.parameters()]
    weights = [parameter for parameter in model.parameters() if all(parameter is not gate for gate in gates)]
    groups = [{"params": weights, "weight_decay": recipe.weight_decay}]
    if gates:
        groups.append({"params": gates, "weight_decay": 0.0, "lr": recipe.learning_rate * _GATE_RATE_FACTOR})
    return torch.optim.AdamW(groups, recipe.learning_rate)


def _steps_per_epoch(recipe: Recipe, examples: int) -> int:
    return -(-examples // recipe.batch_size)


def _learning_rate_schedule(optimizer: torch.optim.Optimizer, recipe: Recipe,
                            examples: int) -> torch.optim.lr_scheduler.LambdaLR:
    steps = recipe.epochs * _steps_per_epoch(recipe, examples)
    rising = max(1, round(recipe.warm_up * steps))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising))))


def _train_epoch(state: RunState, recipe: Recipe, objective: Objective, corpus: Corpus, checkpoint: Checkpoint) -> None:
    state.model.train()
    gates = [module for module in state.model.modules() if isinstance(module, Gates) and module.gates.requires_grad]
    pace = _Pace(state, recipe, len(corpus.train))
    recent_losses: list[float] = []
    order_at_start = state.order.getstate()
    batches = data.shuffled_batches(corpus.train, recipe.batch_size, state.order)
    for step, batch in enumerate(islice(batches, state.step, None), start=state.step + 1):
        loss = objective.loss(state.model, batch)
        recent_losses.append(loss.item())
        state.optimizer.zero_grad(set_to_none=True)
        # Before the weights know anything, the penalty alone would close every gate.
        gate_penalty = recipe.gate_penalty if pace.done_share(state) >= _SHARE_WITHOUT_PENALTY else 0.0
        sum((gate_penalty * module.expected_kept() for module in gates), start=loss).backward()
        nn.utils.clip_grad_norm_(state.model.parameters(), _LARGEST_GRADIENT_NORM)
        state.optimizer.step()
        state.schedule.step()
        state.step = step
        checkpoint.save_now_and_then(state, order_at_start)
        if step % _STEPS_PER_PROGRESS_LINE == 0:
            kept = "".join(f", {module.kept_share():.3f} of the pairs kept" for module in gates)
            print(f"  step {step}: loss {np.mean(recent_losses):.4f}{kept}, {pace.text(state)}", flush=True)
            recent_losses.clear()


class _Pace:
    """How long the rest of the run takes at the speed since this process entered the epoch."""

    def __init__(self, state: RunState, recipe: Recipe, examples: int) -> None:
        self._steps_per_epoch = _steps_per_epoch(recipe, examples)
        self._steps = recipe.epochs * self._steps_per_epoch
        self._first = self._done(state)
        self._started = time.monotonic()

    def done_share(self, state: RunState) -> float:
        return self._done(state) / self._steps

    def text(self, state: RunState) -> str:
        done = self._done(state)
        left = (time.monotonic() - self._started) / (done - self._first) * (self._steps - done)
        return f"{100 * done / self._steps:.0f} %, {left / 60:.0f} min left"

    def _done(self, state: RunState) -> int:
        return (state.epoch - 1) * self._steps_per_epoch + state.step


@torch.no_grad()
def _judged(state: RunState, objective: Objective, corpus: Corpus) -> Trained:
    stored = copy.deepcopy(state.model).half().float().eval()
    return Trained(state.epoch, objective.figures(stored, corpus.held_out), model_folder.tensors_of(stored),
                   state.processor_seconds)


def _text(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in figures.items())
