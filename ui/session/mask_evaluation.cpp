#include "ui/session/mask_evaluation.h"

#include "core/corpus/masks/mask_study_table.h"
#include "ui/session/written_files.h"

namespace ui {
namespace {

std::vector<std::string> notesOn(const core::MaskReport &report)
{
    std::vector<std::string> notes;
    if (!report.labelsReadAs.empty())
        notes.push_back("labels read as " + report.labelsReadAs);
    notes.insert(notes.end(), report.notes.begin(), report.notes.end());
    return notes;
}

void goToEvaluation(core::Place &place)
{
    place.workspace = "masks";
    place.masks = core::MasksPage::Evaluation;
}

}  // namespace

MaskEvaluation::MaskEvaluation(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : ReportRun(workbench, session, tr("evaluation"), goToEvaluation, core::runMaskReport, parent)
{
}

void MaskEvaluation::setSweep(const std::string &sweep)
{
    workbench().change([&sweep](core::WorkbenchState &state) { state.masks.evaluation.sweep = sweep; });
}

core::MaskReportRequest MaskEvaluation::wanted() const
{
    return {.model = snapshot()->model,
            .data = {.path = file(), .limit = limit()},
            .mask = snapshot()->request.mask,
            .sweep = sweep()};
}

QString MaskEvaluation::objection(const core::MaskReportRequest &request) const
{
    const bool hasMask = request.mask.isActive() || !request.sweep.empty();
    return hasMask ? QString() : tr("Choose a mask or a sweep first.");
}

std::optional<FileRun::Progress> MaskEvaluation::progress() const
{
    if (!report())
        return std::nullopt;
    return Progress{.texts = report()->progress,
                    .model = report()->request.model,
                    .cut = report()->rows.empty() ? 0 : report()->baseline().comparison.evaluation.cutExamples,
                    .tokenLimit = report()->request.model->tokenLimit(),
                    .notes = notesOn(*report()),
                    .noun = report()->study.isOfPieces() ? "paragraph" : ""};
}

QString MaskEvaluation::saveTable(const QString &path) const
{
    return saveText(report() ? core::studyCsv(report()->study, report()->rows) : std::string(), path);
}

}  // namespace ui
