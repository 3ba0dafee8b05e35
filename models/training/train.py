"""Trains a bundled model and writes its folder.

    python3 -m models.training.train RECIPE --data DATA_FOLDER --vocabulary BERT_VOCAB_TXT --out MODEL_FOLDER

The weights of the epoch that is best on dev are kept, judged after rounding to F16, as they are stored.
"""

import argparse
import copy
import datetime
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models.training import data, model_folder, vocabulary
from models.training.encoder import create_encoder
from models.training.lama import Lama, LamaConfig
from models.training.recipes import RECIPES, ModelConfig, Recipe
from models.training.word_piece import SPECIAL_TOKENS, WordPieceTokenizer

_STEPS_PER_PROGRESS_LINE = 200
_LARGEST_GRADIENT_NORM = 1.0
_UNKNOWN_ID = SPECIAL_TOKENS.index("[UNK]")  # a cut vocabulary starts with the special tokens


@dataclass(frozen=True)
class Corpus:
    train: Sequence[data.Example]
    dev: Sequence[data.Example]
    vocabulary: Sequence[str]


@dataclass
class Best:
    """The stored form of the best epoch so far."""

    accuracy: float = 0.0
    epoch: int = 0
    tensors: dict[str, np.ndarray] | None = None


def main() -> None:
    options = _parse_options()
    recipe = _recipe(options)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    corpus = _read_corpus(recipe, options)
    config = recipe.model(len(corpus.vocabulary), recipe.data_set.labels)
    best = _train(_create_model(config), recipe, corpus, random.Random(options.seed))
    training = _training_record(options, recipe, best)
    model_folder.write(options.out, model_folder.model_config(config) | {"training": training}, best.tensors,
                       corpus.vocabulary, "F16")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.train", description=__doc__.splitlines()[0])
    parser.add_argument("recipe", choices=RECIPES)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.tsv and dev.tsv")
    parser.add_argument("--vocabulary", type=Path, required=True, help="vocab.txt of bert-base-uncased")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--epochs", type=int, help="instead of the recipe's")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = RECIPES[options.recipe]
    return replace(recipe, epochs=options.epochs) if options.epochs else recipe


def _read_corpus(recipe: Recipe, options: argparse.Namespace) -> Corpus:
    train, dev = (recipe.data_set.read(options.data / name) for name in ("train.tsv", "dev.tsv"))
    tokens = vocabulary.cut(vocabulary.read(options.vocabulary), (item.text for item in train))
    is_lama = isinstance(recipe.model(len(tokens), recipe.data_set.labels), LamaConfig)
    tokenizer = WordPieceTokenizer(tokens, add_special_tokens=not is_lama)
    return Corpus(data.encode(train, tokenizer), data.encode(dev, tokenizer), tokens)


def _create_model(config: ModelConfig) -> nn.Module:
    return Lama(config) if isinstance(config, LamaConfig) else create_encoder(config)


def _train(model: nn.Module, recipe: Recipe, corpus: Corpus, generator: random.Random) -> Best:
    optimizer = torch.optim.AdamW(model.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay)
    schedule = _learning_rate_schedule(optimizer, recipe, len(corpus.train))
    best = Best()
    for epoch in range(1, recipe.epochs + 1):
        started = time.monotonic()
        _train_epoch(model, recipe, corpus, generator, optimizer, schedule)
        stored = _rounded_to_f16(model)
        accuracy = _accuracy(stored, corpus.dev)
        print(f"epoch {epoch}: dev accuracy {accuracy:.4f} in F16, {time.monotonic() - started:.0f} s", flush=True)
        if accuracy > best.accuracy:
            best = Best(accuracy, epoch, model_folder.tensors_of(stored))
    return best


def _learning_rate_schedule(optimizer: torch.optim.Optimizer, recipe: Recipe,
                            examples: int) -> torch.optim.lr_scheduler.LambdaLR:
    steps = recipe.epochs * -(-examples // recipe.batch_size)
    rising = max(1, round(recipe.warm_up * steps))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising))))


def _train_epoch(model: nn.Module, recipe: Recipe, corpus: Corpus, generator: random.Random,
                 optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR) -> None:
    model.train()
    recent_losses: list[float] = []
    for step, batch in enumerate(data.shuffled_batches(corpus.train, recipe.batch_size, generator), start=1):
        ids = _drop_words(batch, recipe.word_dropout)
        loss = functional.cross_entropy(model(ids, batch.is_token), batch.labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), _LARGEST_GRADIENT_NORM)
        optimizer.step()
        schedule.step()
        recent_losses.append(loss.item())
        if step % _STEPS_PER_PROGRESS_LINE == 0:
            print(f"  step {step}: loss {np.mean(recent_losses):.4f}", flush=True)
            recent_losses.clear()


def _drop_words(batch: data.Batch, share: float) -> torch.Tensor:
    """Special tokens, padding among them, are spared."""
    is_word = batch.ids >= len(SPECIAL_TOKENS)
    return batch.ids.masked_fill(is_word & (torch.rand(batch.ids.shape) < share), _UNKNOWN_ID)


def _rounded_to_f16(model: nn.Module) -> nn.Module:
    return copy.deepcopy(model).half().float()


@torch.no_grad()
def _accuracy(model: nn.Module, examples: Sequence[data.Example]) -> float:
    model.eval()
    correct = sum(int((model(batch.ids, batch.is_token).argmax(dim=-1) == batch.labels).sum())
                  for batch in data.batches(examples, size=64))
    return correct / len(examples)


def _training_record(options: argparse.Namespace, recipe: Recipe, best: Best) -> dict[str, object]:
    """Shown with the model; the command names no path of the machine it ran on."""
    return {
        "data_set": recipe.data_set.name,
        "epochs": recipe.epochs,
        "best_epoch": best.epoch,
        "seed": options.seed,
        "date": datetime.date.today().isoformat(),
        "command": f"python3 -m models.training.train {options.recipe} --data DATA_FOLDER --vocabulary BERT_VOCAB_TXT"
                   f" --out MODEL_FOLDER --epochs {recipe.epochs} --seed {options.seed}",
        "dev_accuracy_in_pytorch": round(best.accuracy, 4),
    }


if __name__ == "__main__":
    main()
