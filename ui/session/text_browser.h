#pragma once

#include "core/corpus/listing/prediction_list.h"
#include "ui/session/report_run.h"

namespace ui {

// The texts of a file with what the shown model says of each, under the shown mask, and the way from one to the next.
class TextBrowser : public ReportRun<core::PredictionRequest, core::PredictionListPointer>
{
    Q_OBJECT

public:
    TextBrowser(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr);

    std::optional<Progress> progress() const override;

    // As if it had been typed, so that undo brings the former sentence back.
    void show(const std::string &text);

private:
    core::PredictionRequest wanted() const override;
    const core::FileChoice &chosen() const override { return workbench().state().texts.texts; }
    core::FileChoice &chosenIn(core::WorkbenchState &state) const override { return state.texts.texts; }
};

}  // namespace ui
