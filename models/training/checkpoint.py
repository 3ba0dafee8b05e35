"""The state of a training run in a file, from which an interrupted run goes on as if nothing had happened."""

import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

_SECONDS_BETWEEN_SAVES = 40


@dataclass
class RunState:
    """Everything that decides how a run continues. `order` draws the batches of the epochs to come."""

    model: nn.Module
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    order: random.Random
    epoch: int = 1
    step: int = 0  # of the epoch, so many are done
    kept: object = None  # what the loop keeps of the epochs so far
    processor_seconds: float = 0.0


class Checkpoint:
    """Saves a state to a file at most every 40 seconds; without a path it does nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._saved_at = time.monotonic()
        self._processor_start = time.process_time()

    def restore(self, state: RunState) -> None:
        if self._path is None or not self._path.exists():
            return
        content = torch.load(self._path)
        state.model.load_state_dict(content["model"])
        state.optimizer.load_state_dict(content["optimizer"])
        state.schedule.load_state_dict(content["schedule"])
        state.order.setstate(content["order"])
        torch.set_rng_state(content["torch"])
        state.epoch, state.step, state.kept = content["epoch"], content["step"], content["kept"]
        state.processor_seconds = content["processor_seconds"]

    def save_now_and_then(self, state: RunState, order_at_epoch_start: object) -> None:
        if self._path is not None and time.monotonic() - self._saved_at >= _SECONDS_BETWEEN_SAVES:
            self.save(state, order_at_epoch_start)

    def save(self, state: RunState, order_at_epoch_start: object) -> None:
        """The order is saved as it was at the start of the epoch, so that its batches can be drawn a second time."""
        if self._path is None:
            return
        self.count_time(state)
        unfinished = self._path.with_suffix(".unfinished")
        torch.save({"model": state.model.state_dict(), "optimizer": state.optimizer.state_dict(),
                    "schedule": state.schedule.state_dict(), "order": order_at_epoch_start,
                    "torch": torch.get_rng_state(), "epoch": state.epoch, "step": state.step, "kept": state.kept,
                    "processor_seconds": state.processor_seconds}, unfinished)
        os.replace(unfinished, self._path)
        self._saved_at = time.monotonic()

    def count_time(self, state: RunState) -> None:
        now = time.process_time()
        state.processor_seconds += now - self._processor_start
        self._processor_start = now
