"""Shared weights (Kowsher et al. 2024), symmetric and pairwise attention (Courtois et al. 2024), and the standard kind.

    python3 -m models.training.studies.shared_weights --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

The same encoder (two layers of width 128, 4 heads of size 32) with each kind of attention, pre-trained as a masked
model on English Wikipedia and the training reviews of IMDB, then fine-tuned on SST-2, TREC and AG News. Three seeds
go through both stages. The learning rates of both are chosen for each kind on validation texts with the first seed,
the epoch by validation accuracy.

shared_weights.csv         masked models, then fine-tuned ones
shared_weights_paired.csv  every kind against standard attention of the same seed, text by text (exact McNemar test)
shared_weights_noise.csv   test accuracy with 0 to 40 % of the words dropped or misspelled, the paper's claim on
                           robustness
"""

from dataclasses import dataclass, replace
from typing import Mapping, Sequence

import torch

from models.training import data
from models.training.encoder import SequenceClassifier, create_encoder
from models.training.encoder_config import EncoderConfig
from models.training.studies import corpora, noise, runner
from models.training.studies.classifier import ClassifierTraining, accuracy, train_classifier
from models.training.studies.corpora import StudyCorpus
from models.training.studies.labeled_corpora import SOURCES, Encoding, encoded, labeled_texts
from models.training.studies.masked_model import MaskedModel
from models.training.studies.paired import paired
from models.training.studies.scores import with_uniform_attention
from models.training.studies.search import best_rate, searched_jobs
from models.training.studies.stored_model import stored_tensors
from models.training.studies.study import Job, Row, Study, Workplace
from models.training.word_piece import WordPieceTokenizer

TEXT = "wikipedia+reviews"
KINDS = ("standard", "shared", "symmetric", "pairwise")
MASKED_RATES = (1e-3, 2e-3)
RATES = (3e-4, 1e-3)
EPOCHS = {"sst2": 2, "trec": 8, "ag_news": 4}
_COSTS = {"sst2": 0.8, "trec": 0.3, "ag_news": 0.5}
_NOISE_SEED = 1


def masked_model(kind: str) -> MaskedModel:
    return MaskedModel(f"reviews-{kind}", text=TEXT, options={"attention_kind": kind})


@dataclass(frozen=True)
class FineTuning:
    source: str
    kind: str
    masked_rate: float

    def start(self, seed: int) -> str:
        """The job whose masked model it starts from."""
        return masked_model(self.kind).job(self.masked_rate, seed).name

    def job(self, rate: float, seed: int) -> Job:
        settings = {"data": self.source, "attention_kind": self.kind, "start": self.start(seed), "rate": rate,
                    "seed": seed}
        return Job(f"tuned-{self.source}-{self.kind}-{rate:g}-seed{seed}", settings,
                   lambda place: _fine_tune(place, self, rate, seed), cost=_COSTS[self.source])


def _config(kind: str, source: str, vocabulary_size: int) -> EncoderConfig:
    return replace(masked_model(kind).config(vocabulary_size), task="ForSequenceClassification",
                   labels=SOURCES[source].data_set.labels, dropout=0.1)


def _corpus(place: Workplace, source: str, length: int) -> StudyCorpus:
    """In the vocabulary of the masked models."""
    tokens = corpora.masked_corpus(place, TEXT, length).vocabulary
    corpus = corpora.stored(place, f"{source}-in-reviews",
                            lambda: encoded(place, SOURCES[source], Encoding(longest=length), tokens))
    return replace(corpus, test=[replace(example, ids=example.ids[:length]) for example in corpus.test])


def _fine_tune(place: Workplace, run: FineTuning, rate: float, seed: int) -> Row:
    corpus = _corpus(place, run.source, masked_model(run.kind).length)
    config = _config(run.kind, run.source, len(corpus.vocabulary))
    torch.manual_seed(seed)
    model: SequenceClassifier = create_encoder(config)
    start = stored_tensors(place.folder(run.start(seed)))
    model.load_state_dict({key: value for key, value in start.items() if not key.startswith("cls.")}, strict=False)
    training = ClassifierTraining(SOURCES[run.source].chosen_on_validation(), config, EPOCHS[run.source], rate, seed)
    return train_classifier(training, model, corpus, place.folder(run.job(rate, seed).name), with_uniform_attention)


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    masked = [job for kind in KINDS for job in searched_jobs(masked_model(kind).job, MASKED_RATES, rows, seeds)]
    tuned = [job for kind in KINDS for source in EPOCHS for job in _tuning_jobs(source, kind, rows, seeds)]
    compared = [job for source in EPOCHS for kind in KINDS for seed in seeds
                for job in _comparison_jobs(source, kind, rows, seeds, seed)]
    return masked + tuned + compared


def _run(source: str, kind: str, rows: Mapping[str, Row], seeds: Sequence[int]) -> FineTuning | None:
    rate = best_rate(masked_model(kind).job, MASKED_RATES, rows, seeds[0])
    return FineTuning(source, kind, rate) if rate else None


def _tuning_jobs(source: str, kind: str, rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    run = _run(source, kind, rows, seeds)
    jobs = searched_jobs((run or FineTuning(source, kind, MASKED_RATES[0])).job, RATES, rows, seeds)
    return [job if run and job.settings["start"] in rows else replace(job, work=None) for job in jobs]


def _comparison_jobs(source: str, kind: str, rows: Mapping[str, Row], seeds: Sequence[int], seed: int) -> list[Job]:
    name, standard = (_tuned_name(source, member, rows, seeds, seed) for member in (kind, "standard"))
    length = masked_model(kind).length
    settings = {"data": source, "attention_kind": kind, "seed": seed}
    noise_job = Job(f"noise-{source}-{kind}-seed{seed}", settings,
                    (lambda place: _noise_rows(place, source, kind, name)) if name else None, cost=0.1, table="noise")
    paired_job = Job(f"paired-{source}-{kind}-seed{seed}", settings,
                     (lambda place: paired(place, _corpus(place, source, length).test, name, standard))
                     if name and standard else None, cost=0.05, table="paired")
    return [noise_job] if kind == "standard" else [noise_job, paired_job]


def _tuned_name(source: str, kind: str, rows: Mapping[str, Row], seeds: Sequence[int], seed: int) -> str | None:
    """The finished job of this seed at the best rate."""
    run = _run(source, kind, rows, seeds)
    rate = best_rate(run.job, RATES, rows, seeds[0]) if run else None
    name = run.job(rate, seed).name if rate else None
    return name if name in rows else None


def _noise_rows(place: Workplace, source: str, kind: str, name: str) -> list[Row]:
    length = masked_model(kind).length
    tokens = _corpus(place, source, length).vocabulary
    model = create_encoder(_config(kind, source, len(tokens)))
    model.load_state_dict(stored_tensors(place.folder(name)))
    tokenizer = WordPieceTokenizer(tokens)
    _, _, test = labeled_texts(place, SOURCES[source])
    return [{"noise": change, "share": share, "accuracy": accuracy(
                model.eval(), data.encode(noise.noisy(test, change, share, _NOISE_SEED), tokenizer, length))}
            for change in noise.NOISES for share in noise.SHARES]


STUDY = Study("shared_weights", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
