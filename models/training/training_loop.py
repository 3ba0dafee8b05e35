"""Runs the epochs of a recipe and keeps the stored form of the model it ends with."""

import copy
import random
import time
from dataclasses import dataclass
from typing import Sequence

import numpy as np
import torch
from torch import nn

from models.training import data, model_folder
from models.training.attention_mask import Gates
from models.training.objectives import Objective
from models.training.recipes import Recipe

_STEPS_PER_PROGRESS_LINE = 200
_LARGEST_GRADIENT_NORM = 1.0
# The gates start undecided; at the rate of the weights a few thousand steps would leave them so.
_GATE_RATE_FACTOR = 10.0


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


def train(model: nn.Module, recipe: Recipe, objective: Objective, corpus: Corpus, seed: int) -> Trained:
    """The last epoch, or the most accurate one where the held-out texts may choose it. Gates are not done before the last."""
    generator = random.Random(seed)
    optimizer = _optimizer(model, recipe)
    schedule = _learning_rate_schedule(optimizer, recipe, len(corpus.train))
    kept: Trained | None = None
    for epoch in range(1, recipe.epochs + 1):
        started = time.monotonic()
        # Before the weights know anything, the penalty alone would close every gate.
        penalty = recipe.gate_penalty if epoch > 1 else 0.0
        _train_epoch(model, recipe, objective, corpus, generator, optimizer, schedule, penalty)
        trained = _judged(model, objective, corpus, epoch)
        print(f"epoch {epoch}: {_text(trained.figures)} in F16, {time.monotonic() - started:.0f} s", flush=True)
        chooses = recipe.data_set.held_out_kind == "dev" and recipe.gate_penalty == 0.0
        if kept is None or not chooses or trained.figures["accuracy"] > kept.figures["accuracy"]:
            kept = trained
    return kept


def _optimizer(model: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    gates = [parameter for module in model.modules() if isinstance(module, Gates) for parameter in module.parameters()]
    weights = [parameter for parameter in model.parameters() if all(parameter is not gate for gate in gates)]
    groups = [{"params": weights, "weight_decay": recipe.weight_decay}]
    if gates:
        groups.append({"params": gates, "weight_decay": 0.0, "lr": recipe.learning_rate * _GATE_RATE_FACTOR})
    return torch.optim.AdamW(groups, recipe.learning_rate)


def _learning_rate_schedule(optimizer: torch.optim.Optimizer, recipe: Recipe,
                            examples: int) -> torch.optim.lr_scheduler.LambdaLR:
    steps = recipe.epochs * -(-examples // recipe.batch_size)
    rising = max(1, round(recipe.warm_up * steps))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising))))


def _train_epoch(model: nn.Module, recipe: Recipe, objective: Objective, corpus: Corpus, generator: random.Random,
                 optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR,
                 gate_penalty: float) -> None:
    model.train()
    gates = [module for module in model.modules() if isinstance(module, Gates)]
    recent_losses: list[float] = []
    for step, batch in enumerate(data.shuffled_batches(corpus.train, recipe.batch_size, generator), start=1):
        loss = objective.loss(model, batch)
        recent_losses.append(loss.item())
        optimizer.zero_grad(set_to_none=True)
        sum((gate_penalty * module.expected_kept() for module in gates), start=loss).backward()
        nn.utils.clip_grad_norm_(model.parameters(), _LARGEST_GRADIENT_NORM)
        optimizer.step()
        schedule.step()
        if step % _STEPS_PER_PROGRESS_LINE == 0:
            kept = "".join(f", {module.kept_share():.3f} of the pairs kept" for module in gates)
            print(f"  step {step}: loss {np.mean(recent_losses):.4f}{kept}", flush=True)
            recent_losses.clear()


@torch.no_grad()
def _judged(model: nn.Module, objective: Objective, corpus: Corpus, epoch: int) -> Trained:
    stored = copy.deepcopy(model).half().float().eval()
    return Trained(epoch, objective.figures(stored, corpus.held_out), model_folder.tensors_of(stored))


def _text(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in figures.items())
