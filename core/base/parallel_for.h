#pragma once

#include <functional>

namespace core {

// Work below this many floating-point operations is done by the calling thread alone: handing it out costs more than it
// saves, and on a busy machine a thread that has to wait for another can wait for a whole time slice. With 1e6 a pass of two layers
// of width 128 takes a third less time by itself, and eight milliseconds in place of one while the window paints.
constexpr double worthAllCores = 6e6;

// How many threads take part in a loop at most.
int mostThreads();

// How many threads a piece of work deserves: one within a loop that the cores share already.
int threadsFor(double operations);

// Calls body(0) ... body(count - 1), each once and in no order; returns when all are done. `operationsEach` is a rough count of
// what one call costs and decides whether all cores take part. The body must not throw. The one place that starts threads
// for a loop; it shares OpenMP's pool with oneDNN, so the two never crowd each other.
void parallelFor(int count, double operationsEach, const std::function<void(int)> &body);

// Calls body(first, count) for blocks of rows that together are 0 ... rows - 1. A short matrix is one block, whose operators may
// use all cores; a long one comes in blocks that stay in a core's cache, and the cores share them.
void forRowBlocks(int rows, const std::function<void(int first, int count)> &body);

// Which of the threads calls a body, from 0 to mostThreads() - 1, so that each can have memory of its own.
int callingThread();

}  // namespace core
