"""LAMA on long texts, beside uniform weights, Lin et al. 2017's attention and a small Transformer.

    python3 -m models.training.studies.lama --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Reviews of IMDB and Reuters R8. Training and validation texts are cut to 256 tokens; the test texts are whole for the
GRU models and cut to 256 tokens for the Transformer, which has no more positions. Embeddings of 64 and a
bidirectional GRU of 32 a direction, small enough to leave the attention something to do; 8 heads; a linear
classifier.

lama           the paper's form: context learned, token MLP; scores within [-1, 1]
lama-scaled    ours: the same scores times 4 before the softmax (`score_scale`; the paper's largest weight is at most
               e^2 = 7.4 times its smallest)
uniform        trained with uniform weights in place of the attention
additive       Lin et al. 2017: softmax(W_2 tanh(W_1 U^T))
transformer    two layers of width 64, 4 heads of size 16, feed-forward 128

The learning rate is chosen for each by the validation loss with the first seed, the epoch by validation accuracy. Two
test columns: the model with its own attention, and the same weights with uniform attention in its place.
`lama_paired.csv` compares every model with `uniform` of the same seed text by text (exact McNemar test).
`lama_words.csv` has the weights of some words in the test reviews of every rating.
"""

import copy
from dataclasses import dataclass, replace
from typing import Mapping, Sequence

import torch
from torch import nn

from models.training.data_sets import imdb_ratings
from models.training.encoder import create_encoder
from models.training.encoder_config import EncoderConfig
from models.training.lama import Lama, LamaConfig
from models.training.studies import runner
from models.training.studies.classifier import ClassifierTraining, train_classifier
from models.training.studies.corpora import StudyCorpus
from models.training.studies.labeled_corpora import SOURCES, Encoding, labeled_corpus
from models.training.studies.paired import paired
from models.training.studies.scores import with_uniform_attention
from models.training.studies.search import best_rate, searched_jobs
from models.training.studies.stored_model import stored_tensors
from models.training.studies.study import Job, Row, Study, Workplace
from models.training.studies.word_attention import AdditiveAttention, UniformAttention
from models.training.studies.word_weights import weight_rows

RATES = (1e-3, 3e-3)
LONGEST = 256
EPOCHS = {"imdb": 4, "reuters_r8": 8}
SCORE_SCALE = 4.0
GRU_MODELS = ("lama", "lama-scaled", "uniform", "additive")
MODELS = (*GRU_MODELS, "transformer")


@dataclass(frozen=True)
class LamaRun:
    source: str
    model: str

    def job(self, rate: float, seed: int) -> Job:
        settings = {"data": self.source, "model": self.model, "rate": rate, "seed": seed}
        return Job(f"lama-{self.source}-{self.model}-{rate:g}-seed{seed}", settings,
                   lambda place: _train(place, self, rate, seed), cost=5.0 if self.source == "imdb" else 2.0)


def _config(model: str, labels: tuple[str, ...], vocabulary_size: int) -> EncoderConfig | LamaConfig:
    if model == "transformer":
        return EncoderConfig(vocabulary_size, labels=labels, hidden_size=64, num_attention_heads=4, head_size=16,
                             intermediate_size=128, max_position_embeddings=LONGEST, dropout=0.2)
    return LamaConfig(vocabulary_size, labels, embedding_size=64, hidden_size=32, token_mlp=True, dropout=0.4,
                      score_scale=SCORE_SCALE if model == "lama-scaled" else 1.0)


def _create(model: str, config: EncoderConfig | LamaConfig) -> nn.Module:
    if isinstance(config, EncoderConfig):
        return create_encoder(config)
    created = Lama(config)
    if model == "additive":
        created.attention = AdditiveAttention(config)
    if model == "uniform":
        created.attention = UniformAttention(config)
    return created


def _with_uniform_weights(model: nn.Module) -> nn.Module:
    if not isinstance(model, Lama):
        return with_uniform_attention(model)
    uniform = copy.deepcopy(model)
    uniform.attention = UniformAttention(LamaConfig(0, (), num_attention_heads=8))
    return uniform


def _train(place: Workplace, run: LamaRun, rate: float, seed: int) -> Row:
    source = SOURCES[run.source]
    is_gru = run.model in GRU_MODELS
    corpus = _gru_corpus(place, run.source) if is_gru else _transformer_corpus(place, run.source)
    config = _config(run.model, source.data_set.labels, len(corpus.vocabulary))
    torch.manual_seed(seed)
    model = _create(run.model, config)
    training = ClassifierTraining(source.chosen_on_validation(), config, EPOCHS[run.source], rate, seed,
                                  is_stored=run.model not in ("uniform", "additive"))
    row = train_classifier(training, model, corpus, place.folder(run.job(rate, seed).name), _with_uniform_weights)
    attention = [model.attention] if is_gru else [layer.attention["self"] for layer in model.encoder.layer]
    return row | {"attention_parameters": sum(weights.numel() for part in attention for weights in part.parameters())}


def _gru_corpus(place: Workplace, source: str) -> StudyCorpus:
    return labeled_corpus(place, SOURCES[source], Encoding(longest=LONGEST, special_tokens=False))


def _transformer_corpus(place: Workplace, source: str) -> StudyCorpus:
    corpus = labeled_corpus(place, SOURCES[source], Encoding(longest=LONGEST))
    return replace(corpus, test=[replace(example, ids=example.ids[:LONGEST]) for example in corpus.test])


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    runs = [LamaRun(source, model) for source in EPOCHS for model in MODELS]
    training = [job for run in runs for job in searched_jobs(run.job, RATES, rows, seeds)]
    compared = [run for run in runs if run.model != "uniform"]
    with_words = [LamaRun("imdb", model) for model in ("lama", "lama-scaled")]
    return [*training, *(_paired_job(run, rows, seeds, seed) for run in compared for seed in seeds),
            *(_words_job(run, rows, seeds, seed) for run in with_words for seed in seeds)]


def _words_job(run: LamaRun, rows: Mapping[str, Row], seeds: Sequence[int], seed: int) -> Job:
    rate = best_rate(run.job, RATES, rows, seeds[0])
    trained = run.job(rate or RATES[0], seed).name
    return Job(f"words-{run.source}-{run.model}-seed{seed}", {"data": run.source, "model": run.model, "seed": seed},
               (lambda place: _word_rows(place, run, trained)) if rate and trained in rows else None, cost=0.3,
               table="words")


def _word_rows(place: Workplace, run: LamaRun, trained: str) -> list[Row]:
    source, corpus = SOURCES[run.source], _gru_corpus(place, run.source)
    model = _create(run.model, _config(run.model, source.data_set.labels, len(corpus.vocabulary)))
    model.load_state_dict(stored_tensors(place.folder(trained)))
    ratings = imdb_ratings(place.data / source.name / source.test.name)
    return weight_rows(model.eval(), corpus.test, ratings, corpus.vocabulary)


def _paired_job(run: LamaRun, rows: Mapping[str, Row], seeds: Sequence[int], seed: int) -> Job:
    pair = (run, LamaRun(run.source, "uniform"))
    rates = [best_rate(member.job, RATES, rows, seeds[0]) for member in pair]
    names = [member.job(rate or RATES[0], seed).name for member, rate in zip(pair, rates)]
    is_ready = None not in rates and all(name in rows for name in names)
    return Job(f"paired-{run.source}-{run.model}-seed{seed}", {"data": run.source, "model": run.model, "seed": seed},
               (lambda place: paired(place, _gru_corpus(place, run.source).test, *names)) if is_ready else None,
               cost=0.05, table="paired")


STUDY = Study("lama", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
