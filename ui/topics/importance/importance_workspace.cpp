#include "ui/topics/importance/importance_workspace.h"

#include "ui/topics/importance/contexts/contexts_page.h"
#include "ui/topics/importance/reading_page.h"
#include "ui/topics/importance/side_by_side/side_by_side_page.h"
#include "ui/topics/importance/vocabulary/vocabulary_page.h"
#include "ui/topics/importance/what_if/what_if_page.h"
#include "ui/topics/importance/words_page.h"

namespace ui {

ImportanceWorkspace::ImportanceWorkspace(const ViewSources &sources, OpenModels &models, Messages &messages,
                                         AnalysisSession::Analyzer second, QWidget *parent)
    : TabbedPages(parent), m_desk(new ImportanceDesk(sources.workbench, sources.session, this))
{
    setObjectName(QStringLiteral("importanceWorkspace"));
    setAccessibleName(tr("Importance"));
    addPage(tr("Words"), "importanceWordsTab", new WordsPage(sources, *m_desk));
    addPage(tr("Reading"), "importanceReadingTab", new ReadingPage(sources));
    addPage(tr("Contexts"), "importanceContextsTab", new ContextsPage(sources, models, messages));
    addPage(tr("Vocabulary"), "importanceVocabularyTab", new VocabularyPage(sources, models, messages));
    addPage(tr("What if"), "importanceWhatIfTab", new WhatIfPage(sources));
    addPage(tr("Side by side"), "importanceSideBySideTab", new SideBySidePage(sources, models, std::move(second)));
    connect(this, &TabbedPages::pageChosen, this, [&workbench = sources.workbench](int page) {
        workbench.change(
            [page](core::WorkbenchState &state) { state.place.importance = static_cast<core::ImportancePage>(page); },
            going());
    });
    connect(&sources.workbench, &Workbench::changed, this,
            [this, &workbench = sources.workbench] { showPage(static_cast<int>(workbench.state().place.importance)); });
    showPage(static_cast<int>(sources.workbench.state().place.importance));
}

}  // namespace ui
