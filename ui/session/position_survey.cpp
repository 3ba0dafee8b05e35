#include "ui/session/position_survey.h"

namespace ui {

PositionSurvey::PositionSurvey(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : ReportRun(workbench, session, core::runPositionReport, parent)
{
}

core::PositionReportRequest PositionSurvey::wanted() const
{
    return {.model = snapshot()->model, .data = {.path = file(), .limit = limit()}};
}

std::optional<FileRun::Progress> PositionSurvey::progress() const
{
    if (!report())
        return std::nullopt;
    return Progress{.texts = report()->progress,
                    .model = report()->request.model,
                    .cut = report()->summary.cutTexts,
                    .tokenLimit = report()->request.model->tokenLimit(),
                    .notes = report()->notes};
}

}  // namespace ui
