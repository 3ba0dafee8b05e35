#include "ui/topics/rank/spectra/baseline_text.h"

#include "core/figure/rank/baseline_figures.h"
#include "ui/theme/roles.h"

namespace ui {

BaselineText::BaselineText(const ViewSources &sources, QWidget *parent) : WrappedLabel(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("baselineText"));
    setRole(*this, Role::Note);
    setToolTip(tr("Median of the draws and, in brackets, their range from 5 to 95 %."));
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &BaselineText::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &BaselineText::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &BaselineText::refresh);
    refresh();
}

void BaselineText::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::SpectrumOptions &options = m_sources.workbench.state().rank.spectrum;
    const std::string text =
        snapshot ? core::ranksAgainstBaselines(core::shownPass(*snapshot), shownHead(m_sources), options) : std::string();
    setText(QString::fromStdString(text));
    setVisible(!text.empty());
}

}  // namespace ui
