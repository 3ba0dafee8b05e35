#pragma once

#include "ui/session/comparison_session.h"
#include "ui/session/messages.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/tabbed_pages.h"

namespace ui {

// How much rank heads have.
class RankWorkspace : public TabbedPages
{
    Q_OBJECT

public:
    RankWorkspace(const ViewSources &sources, OpenModels &models, ComparisonSession &comparison, Messages &messages,
                  QWidget *parent = nullptr);
};

}  // namespace ui
