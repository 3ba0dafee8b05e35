#pragma once

#include "core/corpus/masks/mask_report.h"
#include "ui/session/report_run.h"

namespace ui {

// The shown model on a labeled file, with and without the mask or every mask of a sweep.
class MaskEvaluation : public ReportRun<core::MaskReportRequest, core::MaskReportPointer>
{
    Q_OBJECT

public:
    MaskEvaluation(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr);

    // Of core::maskSweep; empty: the mask alone.
    const std::string &sweep() const { return workbench().state().masks.evaluation.sweep; }
    void setSweep(const std::string &sweep);

    std::optional<Progress> progress() const override;
    // Every mask's figures as CSV. Gives the problem as one sentence, or nothing.
    QString saveTable(const QString &path) const;

private:
    core::MaskReportRequest wanted() const override;
    QString objection(const core::MaskReportRequest &request) const override;
    const core::FileChoice &chosen() const override { return workbench().state().masks.evaluation.texts; }
    core::FileChoice &chosenIn(core::WorkbenchState &state) const override { return state.masks.evaluation.texts; }
};

}  // namespace ui
