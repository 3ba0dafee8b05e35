#include "core/figure/importance/importance_number.h"

#include "core/analysis/importance/importance_agreement.h"
#include "core/figure/values/figure_text.h"

#include <cmath>

namespace core {

std::string formatImportance(double value)
{
    if (std::abs(value) < importanceRounding)
        return "0";
    return value < 0 ? "−" + formatError(-value) : formatError(value);
}

}  // namespace core
