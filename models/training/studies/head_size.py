"""Head size (the low-rank bottleneck, Bhojanapalli et al. 2020): masked models with few large or many small heads.

    python3 -m models.training.studies.head_size --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

Three families on English Wikipedia, two layers of width 128: heads that share out the width, {1x128 ... 32x4}; heads
of size 64 whatever their number, {1, 2, 4, 8} x 64; and an axis with equal parameters, where the feed-forward layer
pays for the heads: {1, 2, 4} x 64 and 4 x {16, 32, 64} with 197,000 weights a layer each. The learning rate of each
configuration is chosen by the loss on the validation articles, with the first seed; gradients are clipped at norm 1;
the deviation of the scores and the entropy of the attention stand beside the loss and show where a softmax saturates.
`head_size_ranks.csv` has, for each layer, the effective rank of the heads beside that of rows permuted at random. One
pass over half of the text, 2.5 million pieces, in batches of 16 parts; 1.5 to 3 minutes on one free core each, three
seeds.
"""

from typing import Mapping, Sequence

from models.training.studies import runner
from models.training.studies.masked_model import MaskedModel
from models.training.studies.ranks import rank_rows
from models.training.studies.search import best_rate, searched_jobs
from models.training.studies.study import Job, Row, Study

RATES = (1e-3, 2e-3, 5e-4)
SHARED_WIDTH = tuple(MaskedModel(f"{heads}x{128 // heads}", heads, 128 // heads) for heads in (4, 1, 32, 8, 2, 16))
FIXED_SIZE = tuple(MaskedModel(f"{heads}x64", heads, 64) for heads in (1, 8, 4))
# 4 * 128 * heads * size of attention and 2 * 128 * intermediate of feed-forward add up to the same as in 4x64.
EQUAL_PARAMETERS = tuple(MaskedModel(f"{heads}x{size}-equal", heads, size, intermediate_size=768 - 2 * heads * size)
                         for heads, size in ((1, 64), (2, 64), (4, 32), (4, 16)))
MODELS = (*SHARED_WIDTH, *FIXED_SIZE, *EQUAL_PARAMETERS)


def _jobs(rows: Mapping[str, Row], seeds: Sequence[int]) -> list[Job]:
    return [*(job for model in MODELS for job in searched_jobs(model.job, RATES, rows, seeds)),
            *(_rank_job(model, rows, seeds, seed) for model in MODELS for seed in seeds)]


def _rank_job(model: MaskedModel, rows: Mapping[str, Row], seeds: Sequence[int], seed: int) -> Job:
    rate = best_rate(model.job, RATES, rows, seeds[0])
    trained = model.job(rate or RATES[0], seed).name
    settings = {"model": model.name, "heads": model.heads, "head_size": model.head_size, "seed": seed}
    return Job(f"ranks-{model.name}-seed{seed}", settings,
               (lambda place: rank_rows(place, place.folder(trained) / "model")) if rate and trained in rows else None,
               cost=0.02, table="ranks")


STUDY = Study("head_size", (1, 2, 3), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
