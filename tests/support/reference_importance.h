#pragma once

#include "tests/support/reference_forward.h"

namespace support {

// Measures of importance as plain loops over the tensors of a reference pass through an encoder (resources/help/importance.md).

// Row `row` of A_L ... A_1 with the rows of A_l = r I + (1 - r) mean of P divided by their sums.
ReferenceVector referenceRollout(const ReferenceModel &model, const ReferenceTensors &trace, double residual, int row);

// Mean over layers and queries of || sum over heads of P_ij v_j W_O ||, with M in place of P where the trace has it.
ReferenceVector referenceValueWeighted(const ReferenceModel &model, const ReferenceTensors &trace);

// Mean over layers, heads and queries of P times the projection onto the columns of V W_O.
ReferenceVector referenceEffective(const ReferenceModel &model, const ReferenceTensors &trace);

}  // namespace support
