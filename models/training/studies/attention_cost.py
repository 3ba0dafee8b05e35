"""What every bundled model loses without its attention, on held-out texts that chose nothing.

    python3 -m models.training.studies.attention_cost --data DATA --vocabulary BERT_VOCAB_TXT --out FOLDER

The masks, each `attnscope eval MODEL --mask MASK` on the test texts of the model's data set, with 95 % intervals and an
exact test. Of those that remove pairs the table has as many random pairs of every text beside it, which for the mask
that a model was trained with are random pairs in its place.

uniform    every head weighs all tokens alike: is the model any better for its attention?
diagonal   no token attends to itself, where pairs of tokens can be masked
learned    the gates that the model was trained with
none       the mask that the model was trained with taken away
"""

import hashlib
import json
from pathlib import Path
from typing import Mapping, Sequence

from models.training.attention import MASKABLE_KINDS
from models.training.data_sets import WIKI_EN
from models.training.studies import runner
from models.training.studies.evaluation_texts import test_file
from models.training.studies.program import mask_cost
from models.training.studies.study import Job, Row, Study, Workplace

MODELS = Path(__file__).parents[2]
_CONTROL_DRAWS, _CONTROL_DRAWS_OF_RUNNING_TEXT = 10, 3


def bundled_models() -> list[Path]:
    return sorted(path.parent for path in MODELS.glob("*/config.json"))


def masks(config: Mapping[str, object]) -> list[str]:
    if config["model_type"] == "lama" or config["attention"]["kind"] not in MASKABLE_KINDS:
        return ["uniform"]
    trained = config.get("attention_mask", {}).get("kind", "full")
    return {"full": ["uniform", "diagonal"], "no_diagonal": ["uniform", "diagonal", "none"]}.get(
        trained, ["uniform", "learned", "diagonal", "none"])


def _jobs(_rows: Mapping[str, Row], _seeds: Sequence[int]) -> list[Job]:
    return [_job(model, config, mask) for model in bundled_models()
            for config in [json.loads((model / "config.json").read_text(encoding="utf-8"))] for mask in masks(config)]


def _job(model: Path, config: Mapping[str, object], mask: str) -> Job:
    data_set = config["training"]["data_set"]
    weights = hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest()[:16]

    draws = _CONTROL_DRAWS_OF_RUNNING_TEXT if data_set == WIKI_EN.name else _CONTROL_DRAWS

    def work(place: Workplace) -> Row:
        return mask_cost(place, model, test_file(place, data_set), mask, draws)

    return Job(f"cost-{model.name}-{mask}-{weights}", {"model": model.name, "data": data_set, "mask": mask}, work)


STUDY = Study("attention_cost", (1,), _jobs)

if __name__ == "__main__":
    runner.main(STUDY)
