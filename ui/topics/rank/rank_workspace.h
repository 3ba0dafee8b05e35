#pragma once

#include "ui/views/view_sources.h"
#include "ui/widgets/tabbed_pages.h"

namespace ui {

// How much rank heads have.
class RankWorkspace : public TabbedPages
{
    Q_OBJECT

public:
    explicit RankWorkspace(const ViewSources &sources, QWidget *parent = nullptr);
};

}  // namespace ui
