"""Linformer (Wang et al. 2020): masked models at n = 256, keys and values compressed to k slots, and full attention.

    python3 -m models.training.studies.linformer --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Four layers of width 128, 4 heads of size 32, E and F of each layer shared by its heads; whole articles cut into parts
of 256 pieces. The learning rate is the one of the lowest validation loss of full attention and serves all k, so that
only k differs. For every trained model the table has the loss; for full attention also, layer by layer, what the
paper's two ideas say of it:

Y(k)             share of the sum of the singular values of P that the k largest hold (the paper's Figure 1)
truncated error  |P_k V - P V| / |P V|, P_k the best matrix of rank k
projected error  |P R^T R V - P V| / |P V|, R of entries N(0, 1/k): the random projection of Theorem 1
random error     |softmax(Q (E K)^T) F V - P V| / |P V| with random E and F like R, as a Linformer starts

and of each Linformer the learned error: its own output against full attention over its own Q, K and V.
"""

from typing import Mapping, Sequence

from models.training.studies import runner
from models.training.studies.linformer_error import approximation_errors, learned_errors
from models.training.studies.masked_model import MaskedModel
from models.training.studies.search import best_rate, jobs_at, searched_jobs
from models.training.studies.study import Job, Row, Study, Workplace

PROJECTED_LENGTHS = (8, 16, 32, 64, 128)
RATES = (1e-3, 5e-4)


def _model(name: str, **options: object) -> MaskedModel:
    return MaskedModel(name, layers=4, length=256, text="wikipedia-articles", options=options)


FULL = _model("n256-full")
COMPRESSED = tuple(_model(f"n256-k{k}", attention_kind="linformer", projected_length=k, sharing="headwise")
                   for k in PROJECTED_LENGTHS)
MODELS = (FULL, *COMPRESSED)


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    rate = best_rate(FULL.job, RATES, rows, seeds[0])
    return [*searched_jobs(FULL.job, RATES, rows, seeds),
            *jobs_at(rate, RATES, lambda rate: [model.job(rate, seed) for model in COMPRESSED for seed in seeds]),
            *jobs_at(rate, RATES, lambda rate: [_error_job(model, rows, rate, seed)
                                                for model in MODELS for seed in seeds])]


def _error_job(model: MaskedModel, rows: Mapping[str, Row], rate: float, seed: int) -> Job:
    trained = model.job(rate, seed).name

    def work(place: Workplace) -> list[Row]:
        if model == FULL:
            return approximation_errors(place, trained, model, PROJECTED_LENGTHS)
        return learned_errors(place, trained, model)

    settings = {"model": model.name, "seed": seed} | (
        {} if model == FULL else {"k": model.options["projected_length"]})
    return Job(f"errors-{model.name}-seed{seed}", settings, work if trained in rows else None, cost=0.2, table="errors")


STUDY = Study("linformer", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
