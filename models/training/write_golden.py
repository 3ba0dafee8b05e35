"""Writes the tiny models and their golden traces, which the tests of the engine compare with.

    python3 -m models.training.write_golden OUT

Every model gets a folder of its own with the trace of a sentence (golden.json, golden.safetensors) and of one word
(golden_word.json, golden_word.safetensors). Traces are computed in float64 by the training modules, checked against
reference_trace, and stored as F32. Models with an output also get the gradient of the sentence's largest logit
(golden_gradient.json, golden_gradient.safetensors), as autograd computes it. Weights come from fixed seeds, so that a run
repeats the files.
"""

import argparse
import json
from pathlib import Path
from typing import Sequence

import numpy as np
import torch
from torch import nn

from models.training import golden_gradient, model_folder, reference_trace, safetensors_file
from models.training.encoder import create_encoder
from models.training.lama import Lama, LamaConfig
from models.training.tiny_models import TINY_MODELS, VOCABULARY, TinyModel, random_weights
from models.training.word_piece import WordPieceTokenizer

# Two float64 programs that sum in a different order differ by some 1e-14; a different formula by far more.
_LARGEST_DIFFERENCE = 1e-10
_ONE_WORD = "moving"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.write_golden")
    parser.add_argument("out", type=Path, help="folder that gets one folder per model")
    out = parser.parse_args().out
    for seed, (name, tiny) in enumerate(TINY_MODELS.items(), start=1):
        model = _random_model(tiny, seed)
        _write_model(out / name, tiny, model)
        for stem, text in (("golden", tiny.text), ("golden_word", _ONE_WORD)):
            difference = _write_golden(out / name, stem, text, model)
            print(f"{name}/{stem}: largest difference from the formulas {difference:.1e}")
        golden_gradient.write(out / name, tiny.text, model)


def _random_model(tiny: TinyModel, seed: int) -> nn.Module:
    model = Lama(tiny.config) if isinstance(tiny.config, LamaConfig) else create_encoder(tiny.config)
    weights = random_weights({name: tuple(value.shape) for name, value in model.state_dict().items()}, seed)
    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    return model.double().eval()


def _write_model(folder: Path, tiny: TinyModel, model: nn.Module) -> None:
    tensors = model_folder.tensors_of(model)
    if tiny.is_plain_bert:
        config, tensors = model_folder.bert_model_config(tiny.config), model_folder.with_bert_prefix(tensors)
    else:
        config = model_folder.model_config(tiny.config)
    model_folder.write(folder, config, tensors, VOCABULARY, "F32")


def _write_golden(folder: Path, stem: str, text: str, model: nn.Module) -> float:
    """Returns the largest difference from the reference."""
    tokenizer = WordPieceTokenizer(VOCABULARY, add_special_tokens=not isinstance(model, Lama))
    ids = tokenizer.ids(text)
    trace = _trace(model, ids)
    difference = _checked_difference(trace, reference_trace.trace(reference_trace.read_model(folder), ids))
    safetensors_file.write(folder / f"{stem}.safetensors", trace)
    content = {"text": text, "tokens": tokenizer.tokens(text), "ids": ids}
    (folder / f"{stem}.json").write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    return difference


@torch.no_grad()
def _trace(model: nn.Module, ids: Sequence[int]) -> dict[str, np.ndarray]:
    trace: dict[str, np.ndarray] = {}
    batch = torch.tensor([ids])

    def record(name: str, value: torch.Tensor) -> None:
        trace[name] = value[0].numpy()

    model(batch, torch.ones_like(batch, dtype=torch.bool), record)
    return trace


def _checked_difference(trace: dict[str, np.ndarray], reference: dict[str, np.ndarray]) -> float:
    if trace.keys() != reference.keys():
        raise AssertionError(f"different tensors: {sorted(trace.keys() ^ reference.keys())}")
    differences = {name: float(np.abs(values - reference[name]).max()) for name, values in trace.items()}
    worst = max(differences, key=differences.get)
    if not differences[worst] < _LARGEST_DIFFERENCE:
        raise AssertionError(f"{worst} differs from the formulas by {differences[worst]}")
    return differences[worst]


if __name__ == "__main__":
    main()
