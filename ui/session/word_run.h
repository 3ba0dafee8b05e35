#pragma once

#include "core/corpus/words/word_report.h"
#include "ui/session/report_run.h"

namespace ui {

// How important words are to the shown model over a file of texts, or over the sentences kept from the sentence bar: all words, or every context of the one that is chosen.
class WordRun : public ReportRun<core::WordRequest, core::WordReportPointer>
{
    Q_OBJECT

public:
    enum class Scope { AllWords, OneWord };

    WordRun(Workbench &workbench, AnalysisSession &session, Scope scope, QObject *parent = nullptr);

    bool hasTexts() const override;
    std::optional<Progress> progress() const override;

private:
    core::WordRequest wanted() const override;
    QString objection(const core::WordRequest &request) const override;
    const core::FileChoice &chosen() const override { return workbench().state().importance.contexts.texts; }
    core::FileChoice &chosenIn(core::WorkbenchState &state) const override { return state.importance.contexts.texts; }
    void takeFileIn(core::WorkbenchState &state) const override
    {
        state.importance.contexts.source = core::ContextSource::File;
    }

    Scope m_scope;
};

}  // namespace ui
