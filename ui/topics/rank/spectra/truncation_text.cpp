#include "ui/topics/rank/spectra/truncation_text.h"

#include "core/figure/rank/truncation_figure.h"

namespace ui {

TruncationText::TruncationText(const ViewSources &sources, QWidget *parent) : WrappedLabel(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("truncationText"));
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &TruncationText::refresh);
    refresh();
}

void TruncationText::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const std::string text = snapshot ? core::truncationText(*snapshot) : std::string();
    setText(text.empty()
                ? tr("Choose whose attention is replaced by its best approximation of rank k: the selected head, its layer "
                     "or all heads.")
                : QString::fromStdString(text));
}

}  // namespace ui
