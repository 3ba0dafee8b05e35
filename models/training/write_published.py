"""Writes small models of the published families with golden traces and gradients, which the tests of the engine compare with.

    python3 -m models.training.write_published OUT

Every model gets a folder: config.json, model.safetensors under the family's own names, tokenizer.json, and a trace
(golden.json, golden.safetensors) with the gradient of one logit (golden_gradient.json, golden_gradient.safetensors), all
computed in float64. Weights come from fixed seeds, so that a run repeats the files.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from models.training import safetensors_file
from models.training.published.tiny import PublishedModel, published_models
from models.training.tiny_models import VOCABULARY
from models.training.word_piece import WordPieceTokenizer

_TEXT = "The film is not very good, but the music was warm."
_MASKED_TEXT = "the [MASK] was very slow."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.write_published")
    parser.add_argument("out", type=Path, help="folder that gets one folder per model")
    out = parser.parse_args().out
    for seed, (name, published) in enumerate(published_models().items(), start=100):
        _fill(published.model, seed)
        _write(out / name, published)
        print(name)


def _fill(model: nn.Module, seed: int) -> None:
    """Weights large enough that attention is far from uniform; norms scale by about one."""
    generator = np.random.default_rng(seed)
    with torch.no_grad():
        for name, value in model.named_parameters():
            is_norm = "norm" in name.lower() or ".ln_" in name
            mean = 1.0 if is_norm and name.endswith("weight") else 0.0
            value.copy_(torch.from_numpy(generator.normal(mean, 0.3, tuple(value.shape)).astype(np.float32)))
    model.double().eval()


def _write(folder: Path, published: PublishedModel) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    model, config = published.model, published.config
    guesses = "MaskedLM" in config["architectures"][0] or "PreTraining" in config["architectures"][0]
    is_causal = config["model_type"] == "gpt2"
    text = _MASKED_TEXT if guesses else _TEXT
    _write_json(folder / "config.json", config)
    tensors = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    safetensors_file.write(folder / "model.safetensors", tensors, "F32", {"format": "pt"})
    _write_json(folder / "tokenizer.json", _tokenizer(adds_special_tokens=not is_causal))
    tokenizer = WordPieceTokenizer(VOCABULARY, add_special_tokens=not is_causal)
    ids = tokenizer.ids(text)
    safetensors_file.write(folder / "golden.safetensors", _trace(model, ids, config["architectures"][0].endswith("Model")
                                                                 and not config["architectures"][0].endswith("HeadModel")))
    _write_json(folder / "golden.json", {"text": text, "tokens": tokenizer.tokens(text), "ids": ids})
    if config["architectures"][0].endswith("BertModel"):
        return
    position = ids.index(VOCABULARY.index("[MASK]")) if guesses else None
    if config["architectures"][0] == "GPT2LMHeadModel":
        position = len(ids) - 1
    output, gradients = _gradients(model, ids, position)
    _write_json(folder / "golden_gradient.json",
                {"output": output} if position is None else {"position": position, "output": output})
    safetensors_file.write(folder / "golden_gradient.safetensors", gradients)


@torch.no_grad()
def _trace(model: nn.Module, ids: list[int], is_encoder: bool) -> dict[str, np.ndarray]:
    trace: dict[str, np.ndarray] = {}

    def record(name: str, value: torch.Tensor) -> None:
        if name != "inputs":
            trace[name] = value.numpy()

    answer = model(torch.tensor(ids), record)
    return trace if is_encoder else trace | {"logits": answer.numpy()}


def _gradients(model: nn.Module, ids: list[int], position: int | None) -> tuple[int, dict[str, np.ndarray]]:
    watched: dict[str, torch.Tensor] = {}

    def record(name: str, value: torch.Tensor) -> None:
        if name == "inputs" or name.endswith(".attention"):
            value.retain_grad()
            watched[name] = value

    answer = model(torch.tensor(ids), record)
    logits = answer if position is None else answer[position]
    output = int(logits.argmax())
    logits[output].backward()
    model.zero_grad()
    return output, {name: value.grad.numpy() for name, value in watched.items()}


def _tokenizer(adds_special_tokens: bool) -> dict[str, object]:
    """The same word pieces for every family: what a text is cut into is another matter than the network."""
    special = [{"id": index, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": True}
               for index, token in enumerate(VOCABULARY) if token.startswith("[")]
    frame = {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                        {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {token: {"id": token, "ids": [VOCABULARY.index(token)], "tokens": [token]}
                                for token in ("[CLS]", "[SEP]")}}
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
            "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                           "strip_accents": None, "lowercase": True},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": frame if adds_special_tokens else None,
            "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                      "max_input_chars_per_word": 100,
                      "vocab": {token: index for index, token in enumerate(VOCABULARY)}}}


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
