#include "ui/session/position_survey.h"

namespace ui {
namespace {

void goToPositions(core::Place &place)
{
    place.workspace = "masks";
    place.masks = core::MasksPage::Positions;
}

}  // namespace

PositionSurvey::PositionSurvey(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : ReportRun(workbench, session, tr("positions"), goToPositions, core::runPositionReport, parent)
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
