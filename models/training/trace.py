"""How the modules hand out the intermediate values of a forward pass."""

from typing import Callable

import torch

# Receives a value under its name in the trace file; values keep the batch axis in front.
Recorder = Callable[[str, torch.Tensor], None]


def record_nothing(_name: str, _value: torch.Tensor) -> None:
    """The recorder of training, where nobody looks at the intermediate values."""


def prefixed(record: Recorder, prefix: str) -> Recorder:
    return lambda name, value: record(f"{prefix}.{name}", value)
