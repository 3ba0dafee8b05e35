#pragma once

#include "core/base/stop.h"

#include <Eigen/Core>

#include <functional>

namespace core {

// A smooth function: its value at a point, and its gradient there. An infinite value is a point that may not be taken.
using SmoothFunction = std::function<double(const Eigen::VectorXd &point, Eigen::VectorXd &gradient)>;

struct DescentOptions {
    int iterations = 300;
    double enough = 0.0;             // a value below it ends the descent
    double relativeDecrease = 1e-9;  // of one iteration, from which on it goes on
};

struct Descent {
    Eigen::VectorXd point;
    double value = 0.0;
    int iterations = 0;
};

// Walks downhill from `start` by L-BFGS (Liu and Nocedal 1989) with the bisection of Lewis and Overton (2013) for a step that meets
// the weak Wolfe conditions. Never ends higher than it began, and gives the same point for the same start. Where it is asked to
// stop it ends early, with what it has.
Descent descend(const SmoothFunction &function, Eigen::VectorXd start, const DescentOptions &options, const StopToken &stop);

}  // namespace core
