"""The gradient of a model's largest logit, computed by autograd in float64: golden_gradient.json and .safetensors."""

import json
from pathlib import Path
from typing import Sequence

import numpy as np
import torch
from torch import nn

from models.training import safetensors_file
from models.training.encoder import MaskedLanguageModel, SequenceClassifier
from models.training.lama import Lama
from models.training.tiny_models import VOCABULARY
from models.training.word_piece import WordPieceTokenizer

_STEM = "golden_gradient"


def write(folder: Path, text: str, model: nn.Module) -> None:
    """Writes nothing for a model without an output."""
    if not isinstance(model, (SequenceClassifier, MaskedLanguageModel, Lama)):
        return
    ids = WordPieceTokenizer(VOCABULARY, add_special_tokens=not isinstance(model, Lama)).ids(text)
    position = ids.index(VOCABULARY.index("[MASK]")) if isinstance(model, MaskedLanguageModel) else None
    output, gradients = _gradients(model, ids, position)
    content = {"output": output} if position is None else {"position": position, "output": output}
    (folder / f"{_STEM}.json").write_text(json.dumps(content) + "\n", encoding="utf-8")
    safetensors_file.write(folder / f"{_STEM}.safetensors", gradients)


def _gradients(model: nn.Module, ids: Sequence[int], position: int | None) -> tuple[int, dict[str, np.ndarray]]:
    watched: dict[str, torch.Tensor] = {}

    def watch(name: str, value: torch.Tensor) -> None:
        value.retain_grad()
        watched[name] = value

    def record(name: str, value: torch.Tensor) -> None:
        if name.startswith("layer.") and name.endswith(".attention"):
            watch(name, value)

    hook = _watch_inputs(model, watch)
    batch = torch.tensor([ids])
    logits = model(batch, torch.ones_like(batch, dtype=torch.bool), record)[0]
    hook.remove()
    logits = logits if position is None else logits[position]
    output = int(logits.argmax())
    logits[output].backward()
    model.zero_grad()
    # Linear attention makes its map for the trace alone: the logits do not depend on it.
    return output, {name: value.grad[0].numpy() for name, value in watched.items() if value.grad is not None}


def _watch_inputs(model: nn.Module, watch) -> torch.utils.hooks.RemovableHandle:
    if isinstance(model, Lama):
        return model.embeddings.register_forward_hook(lambda _module, _ids, words: watch("inputs", words))
    return model.embeddings.LayerNorm.register_forward_pre_hook(lambda _module, inputs: watch("inputs", inputs[0]))
