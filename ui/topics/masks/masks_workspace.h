#pragma once

#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/tabbed_pages.h"

namespace ui {

// What breaks when attention loses positions.
class MasksWorkspace : public TabbedPages
{
    Q_OBJECT

public:
    MasksWorkspace(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent = nullptr);
};

}  // namespace ui
