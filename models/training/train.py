"""Trains a bundled model and writes its folder.

    python3 -m models.training.train RECIPE --data DATA_FOLDER --vocabulary BERT_VOCAB_TXT --out MODEL_FOLDER

Held-out texts judge the model after rounding to F16, as it is stored.
"""

import argparse
import datetime
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from models.training import data, model_folder, vocabulary
from models.training.data_sets import held_out_texts, train_texts
from models.training.encoder import MaskedLanguageModel, create_encoder
from models.training.lama import Lama, LamaConfig
from models.training.masked_model_start import start_masked_model
from models.training.objectives import Classification, MaskedWords, Objective
from models.training.recipes import RECIPES, ModelConfig, Recipe
from models.training.training_loop import Corpus, Trained, train
from models.training.word_piece import WordPieceTokenizer


def main() -> None:
    options = _parse_options()
    recipe = _recipe(options)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)  # Adam's means decay to denormal numbers for rare words, which are slow
    torch.manual_seed(options.seed)
    corpus = _read_corpus(recipe, options)
    print(f"{len(corpus.train)} training examples, {len(corpus.vocabulary)} tokens in the vocabulary", flush=True)
    config = recipe.model(len(corpus.vocabulary), recipe.data_set.labels)
    objective = _objective(recipe, config)
    trained = train(_create_model(config, corpus), recipe, objective, corpus, options.seed)
    record = _training_record(options, recipe, trained)
    if isinstance(objective, MaskedWords):
        record |= _recorded(recipe, "unigram_", objective.unigram_figures(corpus.train, corpus.held_out))
    model_folder.write(options.out, model_folder.model_config(config) | {"training": record}, trained.tensors,
                       corpus.vocabulary, "F16")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.train", description=__doc__.splitlines()[0])
    parser.add_argument("recipe", choices=RECIPES)
    parser.add_argument("--data", type=Path, required=True, help="folder with the files of the data set")
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
    train_part, held_out = train_texts(recipe.data_set, options.data), held_out_texts(recipe.data_set, options.data)
    tokens = vocabulary.cut(vocabulary.read(options.vocabulary), (item.text for item in train_part),
                            recipe.vocabulary_pieces)
    config = recipe.model(len(tokens), recipe.data_set.labels)
    tokenizer = WordPieceTokenizer(tokens, add_special_tokens=not isinstance(config, LamaConfig))
    if _is_masked_model(config):
        return Corpus(data.encode_in_parts(train_part, tokenizer, recipe.longest_text),
                      data.encode_in_parts(held_out, tokenizer, recipe.longest_text), tokens)
    return Corpus(data.encode(train_part, tokenizer, recipe.longest_text), data.encode(held_out, tokenizer), tokens)


def _is_masked_model(config: ModelConfig) -> bool:
    return not isinstance(config, LamaConfig) and config.task == "ForMaskedLM"


def _objective(recipe: Recipe, config: ModelConfig) -> Objective:
    return MaskedWords(config.vocab_size) if _is_masked_model(config) else Classification(recipe.word_dropout)


def _create_model(config: ModelConfig, corpus: Corpus) -> nn.Module:
    model = Lama(config) if isinstance(config, LamaConfig) else create_encoder(config)
    if isinstance(model, MaskedLanguageModel):
        start_masked_model(model, corpus.train)
    return model


def _training_record(options: argparse.Namespace, recipe: Recipe, trained: Trained) -> dict[str, object]:
    """Shown with the model; the command names no path of the machine it ran on."""
    return {
        "data_set": recipe.data_set.name,
        "epochs": recipe.epochs,
        "kept_epoch": trained.epoch,
        "seed": options.seed,
        "date": datetime.date.today().isoformat(),
        "processor_minutes": round(trained.processor_seconds / 60, 1),
        "command": f"python3 -m models.training.train {options.recipe} --data DATA_FOLDER --vocabulary BERT_VOCAB_TXT"
                   f" --out MODEL_FOLDER --epochs {recipe.epochs} --seed {options.seed}",
    } | _recorded(recipe, "", trained.figures)


def _recorded(recipe: Recipe, prefix: str, figures: dict[str, float]) -> dict[str, float]:
    kind = recipe.data_set.held_out_kind
    return {f"{kind}_{prefix}{name}_in_pytorch": round(value, 4) for name, value in figures.items()}


if __name__ == "__main__":
    main()
