#include "ui/topics/rank/weights/weight_facts_view.h"

#include "core/figure/rank/weight_figures.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"

#include <QGridLayout>
#include <QLabel>

namespace ui {
namespace {

constexpr int columns = 4;
constexpr int mostRows = 4;  // the heading, two products and the attention

}  // namespace

WeightFactsView::WeightFactsView(const ViewSources &sources, const DiagnosisRun &shown, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_shown(shown), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("weightFacts"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(1);
    m_grid->setColumnStretch(columns, 1);
    for (int row = 0; row < mostRows; ++row) {
        for (int column = 0; column < columns; ++column) {
            QLabel *label = plainLabel();
            setRole(*label, Role::Note);
            m_grid->addWidget(label, row, column, column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        }
    }
    setRow(0, {QString(), tr("stable rank"), tr("symmetric"), tr("antisymmetric")});
    setToolTip(plainToolTip(tr("Stable rank Σσ² / σ₁², and which share of ‖M‖² lies in the symmetric part (M + Mᵀ)/2 and "
                               "in the antisymmetric part (M − Mᵀ)/2")));
    connect(&m_shown, &DiagnosisRun::changed, this, &WeightFactsView::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &WeightFactsView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &WeightFactsView::refresh);
    refresh();
}

void WeightFactsView::setRow(int row, const QStringList &cells)
{
    for (int column = 0; column < columns; ++column) {
        auto *label = qobject_cast<QLabel *>(m_grid->itemAtPosition(row, column)->widget());
        label->setText(column < cells.size() ? cells[column] : QString());
        label->setVisible(column < cells.size());
    }
}

void WeightFactsView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::DiagnosisPointer diagnosis = m_shown.diagnosis();
    const std::vector<core::WeightFacts> facts =
        snapshot ? core::weightFacts(*snapshot, shownHead(m_sources), diagnosis.get()) : std::vector<core::WeightFacts>();
    setVisible(!facts.empty());
    for (int row = 1; row < mostRows; ++row) {
        const auto fact = static_cast<std::size_t>(row - 1);
        if (fact < facts.size())
            setRow(row, {qtText(facts[fact].name), qtText(facts[fact].stableRank), qtText(facts[fact].symmetric),
                         qtText(facts[fact].antisymmetric)});
        else
            setRow(row, {});
    }
}

}  // namespace ui
