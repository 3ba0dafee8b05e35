"""Masked language models on English Wikipedia, the common ground of four studies."""

from dataclasses import dataclass, field
from typing import Mapping

import torch

from models.training import model_folder
from models.training.data_sets import WIKI_EN
from models.training.encoder import MaskedLanguageModel, create_encoder
from models.training.encoder_config import EncoderConfig
from models.training.masked_model_start import start_masked_model
from models.training.objectives import MaskedWords
from models.training.recipes import Recipe
from models.training.studies import corpora
from models.training.studies.fixed_mask import fix_mask
from models.training.studies.gates import gate_figures
from models.training.studies.scores import spread_of_scores, with_uniform_attention
from models.training.studies.stored_model import stored_tensors
from models.training.studies.study import Job, Row, Workplace
from models.training.training_loop import Corpus, train

WIDTH = 128
_PIECES_OF_A_BATCH = 16 * 64
# In training. The test masks 15 %.
_MASKED_SHARE = 0.3


@dataclass(frozen=True)
class MaskedModel:
    """One configuration; everything else is the same for all."""

    name: str
    heads: int = 4
    head_size: int = 32
    layers: int = 2
    intermediate_size: int = 256
    length: int = 64
    share: float = 0.5  # of the training text: every second part
    text: str = "wikipedia"  # a name of corpora.TEXTS
    options: Mapping[str, object] = field(default_factory=dict)  # more of EncoderConfig's
    removed: str = ""  # pairs of tokens removed for good, as fix_mask reads it
    gate_penalty: float = 0.0

    def config(self, vocabulary_size: int) -> EncoderConfig:
        return EncoderConfig(
            vocabulary_size, task="ForMaskedLM", hidden_size=WIDTH, num_hidden_layers=self.layers,
            num_attention_heads=self.heads, head_size=self.head_size, intermediate_size=self.intermediate_size,
            max_position_embeddings=self.length, dropout=0.0, **self.options)

    def settings(self) -> dict[str, object]:
        return {"model": self.name, "heads": self.heads, "head_size": self.head_size, "layers": self.layers,
                "intermediate_size": self.intermediate_size, "text": self.text, "length": self.length,
                "share": self.share, **self.options, **({"removed": self.removed} if self.removed else {}),
                **({"gate_penalty": self.gate_penalty} if self.gate_penalty else {})}


    def job(self, rate: float, seed: int) -> Job:
        settings = self.settings() | {"rate": rate, "seed": seed}
        return Job(f"masked-{self.name}-{rate:g}-seed{seed}", settings, lambda place: _train(place, self, rate, seed),
                   cost=self.share * self.layers * (1 + self.length / 256))


def _train(place: Workplace, run: MaskedModel, rate: float, seed: int) -> Row:
    name = run.job(rate, seed).name
    corpus = corpora.masked_corpus(place, run.text, run.length)
    texts = corpus.train[::round(1 / run.share)]
    config = run.config(len(corpus.vocabulary))
    torch.manual_seed(seed)
    model = create_encoder(config)
    start_masked_model(model, corpus.train)
    if run.removed:
        fix_mask(model, run.removed, seed)
    recipe = Recipe(WIKI_EN, lambda *_: config, epochs=1, learning_rate=rate, gate_penalty=run.gate_penalty,
                    batch_size=_PIECES_OF_A_BATCH // run.length)
    trained = train(model, recipe, MaskedWords(config.vocab_size, _MASKED_SHARE),
                    Corpus(texts, corpus.validation, corpus.vocabulary), seed, place.folder(name) / "checkpoint.pt")
    model_folder.write(place.folder(name) / "model", model_folder.model_config(config), trained.tensors,
                       corpus.vocabulary, "F16")
    row = {f"validation_{key}": value for key, value in trained.figures.items()}
    model = load(place, name, run, corpus)
    return {**row, **judged(model, corpus), **gate_figures(model), **sizes(model),
            "processor_minutes": trained.processor_seconds / 60}


@torch.no_grad()
def judged(model: MaskedLanguageModel, corpus: corpora.StudyCorpus) -> Row:
    """The held-out test texts, with the attention and with uniform attention in its place."""
    objective = MaskedWords(len(corpus.vocabulary))
    with_attention = objective.figures(model, corpus.test)
    uniform = objective.figures(with_uniform_attention(model), corpus.test)
    return {**{f"test_{key}": value for key, value in with_attention.items()},
            **{f"test_{key}_uniform": value for key, value in uniform.items()},
            **spread_of_scores(model, corpus.test)}


def sizes(model: MaskedLanguageModel) -> Row:
    attention = [parameter for layer in model.encoder.layer for parameter in layer.attention["self"].parameters()]
    return {"parameters": sum(parameter.numel() for parameter in model.parameters()),
            "attention_parameters": sum(parameter.numel() for parameter in attention)}


def load(place: Workplace, name: str, run: MaskedModel, corpus: corpora.StudyCorpus) -> MaskedLanguageModel:
    """The model that a finished training job stored."""
    model = create_encoder(run.config(len(corpus.vocabulary)))
    model.load_state_dict(stored_tensors(place.folder(name)))
    return model.eval()
