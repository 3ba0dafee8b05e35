#pragma once

#include "core/corpus/positions/position_report.h"
#include "ui/session/report_run.h"

namespace ui {

// What the shown model's heads pay to each group of positions over a file of texts.
class PositionSurvey : public ReportRun<core::PositionReportRequest, core::PositionReportPointer>
{
    Q_OBJECT

public:
    PositionSurvey(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr);

    std::optional<Progress> progress() const override;

private:
    core::PositionReportRequest wanted() const override;
    const core::FileChoice &chosen() const override { return workbench().state().masks.positions; }
    core::FileChoice &chosenIn(core::WorkbenchState &state) const override { return state.masks.positions; }
};

}  // namespace ui
