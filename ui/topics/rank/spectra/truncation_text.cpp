#include "ui/topics/rank/spectra/truncation_text.h"

#include "core/figure/rank/truncation_figure.h"

namespace ui {

TruncationText::TruncationText(AnalysisSession &session, QWidget *parent) : WrappedLabel(parent), m_session(session)
{
    setObjectName(QStringLiteral("truncationText"));
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &TruncationText::refresh);
    refresh();
}

void TruncationText::refresh()
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    const std::string text = snapshot ? core::truncationText(core::shownPass(*snapshot)) : std::string();
    setText(text.empty()
                ? tr("Choose whose attention is replaced by its best approximation of rank k: the selected head, its layer "
                     "or all heads.")
                : QString::fromStdString(text));
}

}  // namespace ui
