#pragma once

#include "core/base/result.h"
#include "core/figure/any/any_figure.h"
#include "core/recipe/panel_view.h"

namespace core {

// Panels of spectra, ranks and weights.

Result<Figure> spectrumPanel(const PanelView &view);
Result<Figure> cumulativePanel(const PanelView &view);
// A measure of every head, of the text or as means over a file, or of models over the size of their heads.
Result<Figure> spectrumQuantityPanel(const PanelView &view);
Result<Figure> truncationPanel(const PanelView &view);
Result<Figure> weightMapPanel(const PanelView &view);

}  // namespace core
