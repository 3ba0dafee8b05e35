#pragma once

#include <vector>

namespace core {

struct QuadratureNode {
    double place = 0;   // in (0, 1)
    double weight = 0;  // all weights sum to 1
};

// Gauss and Legendre's rule on [0, 1], in ascending order: `count` nodes, 1 or more, integrate polynomials up to degree
// 2 count - 1 exactly.
std::vector<QuadratureNode> gaussLegendre(int count);

}  // namespace core
