"""A training run of a text classifier: validation texts choose the epoch, test texts judge and choose nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Sequence

import numpy as np
import torch
from torch import nn

from models.training import data, model_folder
from models.training.data_sets import DataSet
from models.training.encoder_config import EncoderConfig
from models.training.lama import LamaConfig
from models.training.objectives import Classification
from models.training.recipes import Recipe
from models.training.studies.corpora import StudyCorpus
from models.training.studies.study import Row
from models.training.training_loop import Corpus, train

PREDICTIONS = "predictions.npy"
_BATCH = 64


@dataclass(frozen=True)
class ClassifierTraining:
    data_set: DataSet  # its held-out texts may choose the epoch
    config: EncoderConfig | LamaConfig
    epochs: int
    rate: float
    seed: int
    word_dropout: float = 0.1
    is_stored: bool = True  # as a model folder, which only a form that the program knows can be


def train_classifier(training: ClassifierTraining, model: nn.Module, corpus: StudyCorpus, folder: Path,
                     uniform: Callable[[nn.Module], nn.Module]) -> Row:
    """`uniform` makes a copy of the model in which every head weighs all tokens alike."""
    recipe = Recipe(training.data_set, lambda *_: training.config, training.epochs, training.rate)
    trained = train(model, recipe, Classification(training.word_dropout),
                    Corpus(corpus.train, corpus.validation, corpus.vocabulary), training.seed, folder / "checkpoint.pt")
    if training.is_stored:
        model_folder.write(folder / "model", model_folder.model_config(training.config), trained.tensors,
                           corpus.vocabulary, "F16")
    model.load_state_dict({key: torch.from_numpy(values) for key, values in trained.tensors.items()})
    model.eval()
    predictions, figures = _judged(model, corpus.test)
    np.save(folder / PREDICTIONS, predictions)
    _, with_uniform = _judged(uniform(model), corpus.test)
    return {**{f"validation_{key}": value for key, value in trained.figures.items()}, "kept_epoch": trained.epoch,
            **{f"test_{key}": value for key, value in figures.items()},
            **{f"test_{key}_uniform": value for key, value in with_uniform.items()},
            "parameters": sum(parameter.numel() for parameter in model.parameters()),
            "processor_minutes": trained.processor_seconds / 60}


def accuracy(model: nn.Module, examples: Sequence[data.Example]) -> float:
    return _judged(model, examples)[1]["accuracy"]


@torch.no_grad()
def _judged(model: nn.Module, examples: Sequence[data.Example]) -> tuple[np.ndarray, dict[str, float]]:
    """The predicted classes in the order of the examples; accuracy and loss."""
    by_length = sorted(range(len(examples)), key=lambda index: len(examples[index].ids))
    predictions, loss = np.zeros(len(examples), dtype=np.int8), 0.0
    for first in range(0, len(by_length), _BATCH):
        members = by_length[first:first + _BATCH]
        batch = next(data.batches([examples[index] for index in members], _BATCH))
        logits = model(batch.ids, batch.is_token)
        predictions[members] = logits.argmax(dim=-1).numpy()
        loss += float(nn.functional.cross_entropy(logits, batch.labels, reduction="sum"))
    labels = np.array([example.label for example in examples])
    return predictions, {"accuracy": float((predictions == labels).mean()), "loss": loss / len(examples)}
