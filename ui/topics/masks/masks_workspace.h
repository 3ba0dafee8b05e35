#pragma once

#include "ui/views/view_sources.h"
#include "ui/widgets/tabbed_pages.h"

namespace ui {

// What breaks when attention loses positions.
class MasksWorkspace : public TabbedPages
{
    Q_OBJECT

public:
    explicit MasksWorkspace(const ViewSources &sources, QWidget *parent = nullptr);
};

}  // namespace ui
