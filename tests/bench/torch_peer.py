"""PyTorch as a peer of the benchmarks: one question a line on standard input, one answer a line on standard output.

load FILE COUNT ROWS COLUMNS    reads matrices of raw float32; answers with the version of PyTorch
svdvals                         answers with the milliseconds that torch.linalg.svdvals takes for all of them
"""

import os
import sys
import time

import numpy
import torch


def load(path, count, rows, columns):
    values = numpy.fromfile(path, dtype=numpy.float32)
    return torch.from_numpy(values.reshape(int(count), int(rows), int(columns)))


def milliseconds(work):
    start = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - start)


def main():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    matrices = None
    for line in sys.stdin:
        question, *arguments = line.split()
        if question == "load":
            matrices = load(*arguments)
            print(torch.__version__, flush=True)
        elif question == "svdvals":
            print(milliseconds(lambda: torch.linalg.svdvals(matrices)), flush=True)


if __name__ == "__main__":
    main()
