"""Exact tests for paired answers."""

import math


def mcnemar_p(only_first: int, only_second: int) -> float:
    """Two-sided, exact: texts that only the first of two models gets right, and those that only the second does."""
    count, fewer = only_first + only_second, min(only_first, only_second)
    if count == 0:
        return 1.0
    log_half = count * math.log(0.5)
    tail = sum(math.exp(math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1) + log_half)
               for k in range(fewer + 1))
    return min(1.0, 2.0 * tail)
