"""The diagonal (SparseBERT, Shi et al. 2021): what a masked model loses without it, other offsets or random pairs.

    python3 -m models.training.studies.diagonal --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Models of 4 heads of size 32, two layers, trained as in the study of head sizes:

without re-training   a model trained with all pairs loses the pairs at one distance, 0 (the diagonal) to 16, or as
                      many drawn at random in every text
with re-training      a model that never had the pairs at distance 0, 1, 2 or 3, or 32 or 63 random unordered pairs of
                      positions, which are as many entries as the diagonal (n) and as distance 1 (2 (n - 1)) hold
soft gates            one weight for each pair of positions and head after the softmax, trained without a penalty
hard gates            one for each distance and head before the softmax, at three penalties, for three sparsities
"""

from typing import Mapping, Sequence

from models.training.studies import runner
from models.training.studies.evaluation_texts import wikipedia_test_file
from models.training.studies.fixed_mask import mask_kind
from models.training.studies.head_size import RATES
from models.training.studies.masked_model import MaskedModel
from models.training.studies.program import mask_cost
from models.training.studies.search import best_rate, jobs_at, searched_jobs
from models.training.studies.study import Job, Row, Study, Workplace

BASE = MaskedModel("4x32")
LARGEST_OFFSET = 16
PENALTIES = (1e-6, 1e-5, 1e-4)
_CONTROL_DRAWS = 3


def _without(removed: str) -> MaskedModel:
    return MaskedModel(f"4x32-without-{removed.replace(':', '-')}", options={"mask_kind": mask_kind(removed)},
                       removed=removed)


RETRAINED = (MaskedModel("4x32-no-diagonal", options={"mask_kind": "no_diagonal"}), _without("offset:1"),
             _without("random:32"), _without("random:63"), _without("offset:2"), _without("offset:3"))
SOFT = MaskedModel("4x32-soft-gates", options={"mask_kind": "soft"})
HARD = tuple(MaskedModel(f"4x32-structured-{penalty:g}", options={"mask_kind": "structured"}, gate_penalty=penalty)
             for penalty in PENALTIES)
TRAINED = (*RETRAINED, SOFT, *HARD)


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    """All models at the learning rate of the one that keeps all pairs."""
    rate = best_rate(BASE.job, RATES, rows, seeds[0])
    return [*searched_jobs(BASE.job, RATES, rows, seeds),
            *jobs_at(rate, RATES, lambda rate: [model.job(rate, seed) for model in TRAINED for seed in seeds]),
            *jobs_at(rate, RATES, lambda rate: [_removal_job(rows, rate, seed, offset) for seed in seeds
                                                for offset in range(LARGEST_OFFSET + 1)])]


def _removal_job(rows: Mapping[str, Row], rate: float, seed: int, offset: int) -> Job:
    model = BASE.job(rate, seed).name

    def work(place: Workplace) -> Row:
        texts = wikipedia_test_file(place)
        return mask_cost(place, place.folder(model) / "model", texts, f"offset:{offset}", _CONTROL_DRAWS)

    settings = {"model": BASE.name, "seed": seed, "offset": offset}
    return Job(f"removal-{BASE.name}-seed{seed}-offset{offset}", settings, work if model in rows else None, cost=0.1,
               table="removal")


STUDY = Study("diagonal", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
