"""Two classifiers on the same test texts."""

from typing import Sequence

import numpy as np

from models.training.data import Example
from models.training.studies.classifier import PREDICTIONS
from models.training.studies.exact_test import mcnemar_p
from models.training.studies.study import Row, Workplace


def paired(place: Workplace, examples: Sequence[Example], job_name: str, other_job_name: str) -> Row:
    """Accuracies of the models of two training jobs, and the exact McNemar test of the texts on which they differ."""
    labels = np.array([example.label for example in examples])
    is_right, other_is_right = (np.load(place.folder(name) / PREDICTIONS) == labels
                                for name in (job_name, other_job_name))
    only_first, only_second = int((is_right & ~other_is_right).sum()), int((other_is_right & ~is_right).sum())
    return {"texts": len(labels), "accuracy": float(is_right.mean()), "other_accuracy": float(other_is_right.mean()),
            "only_this_right": only_first, "only_other_right": only_second, "p": mcnemar_p(only_first, only_second)}
