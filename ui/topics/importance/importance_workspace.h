#pragma once

#include "ui/session/importance_desk.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/tabbed_pages.h"

namespace ui {

// Which words count, by which measure.
class ImportanceWorkspace : public TabbedPages
{
    Q_OBJECT

public:
    // The analyzer is the workspace's own, for what stands beside the shown answer.
    ImportanceWorkspace(const ViewSources &sources, OpenModels &models, Messages &messages, AnalysisSession::Analyzer second,
                        QWidget *parent = nullptr);

private:
    ImportanceDesk *m_desk;  // outlives the pages, which let go of it as they are hidden
};

}  // namespace ui
