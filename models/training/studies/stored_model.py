"""The weights that a finished training job stored."""

from pathlib import Path

import torch

from models.training import safetensors_file


def stored_tensors(run_folder: Path) -> dict[str, torch.Tensor]:
    tensors, _ = safetensors_file.read(run_folder / "model" / "model.safetensors")
    return {key: torch.tensor(values) for key, values in tensors.items()}
