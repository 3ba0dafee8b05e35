#include "ui/topics/rank/head_sizes/comparison_view.h"

#include "ui/plot/curve_plot.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/widgets/picture_or_note.h"

#include <QVBoxLayout>

#include <algorithm>

namespace ui {

ComparisonView::ComparisonView(const ViewSources &sources, OpenModels &models, ComparisonSession &comparison,
                               QWidget *parent)
    : QWidget(parent), m_sources(sources), m_models(models), m_comparison(comparison), m_plot(new CurvePlot),
      m_trainedPlot(new CurvePlot), m_note(wrappedLabel())
{
    setObjectName(QStringLiteral("comparison"));
    m_plot->setObjectName(QStringLiteral("comparisonPlot"));
    m_plot->setAccessibleName(tr("Heads of the compared models"));
    m_trainedPlot->setObjectName(QStringLiteral("trainedPlot"));
    m_trainedPlot->setAccessibleName(tr("Held-out results of the compared models"));
    auto *plots = new QWidget;
    auto *column = new QVBoxLayout(plots);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_plot, 5);
    column->addWidget(m_trainedPlot, 2);
    m_note->setObjectName(QStringLiteral("comparisonNote"));
    setRole(*m_note, Role::Note);
    column->addWidget(m_note, 0);
    m_pages = new PictureOrNote(plots, QStringLiteral("comparisonAbsence"), this);
    connect(&m_comparison, &ComparisonSession::comparisonChanged, this, &ComparisonView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &ComparisonView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &ComparisonView::showSelection);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &ComparisonView::showSelection);
    connect(m_plot, &CurvePlot::pointClicked, this, &ComparisonView::showHead);
}

void ComparisonView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// What nobody sees is worked out when it is shown.
void ComparisonView::refresh()
{
    if (!isVisible())
        return;
    m_shown = m_comparison.comparison();
    const core::ComparisonOptions &options = m_sources.workbench.state().rank.comparison;
    core::ComparisonFigure figure = m_shown ? core::comparisonFigure(*m_shown, options) : core::ComparisonFigure();
    core::CurveFigure trained = m_shown ? core::trainedFigure(*m_shown, options.axis) : core::CurveFigure();
    m_modelOfCurve = std::move(figure.models);
    m_trainedPlot->setVisible(!trained.isEmpty());
    showNote(QString::fromStdString(figure.leftOut), QString::fromStdString(trained.absence));
    m_plot->setFigure(std::move(figure.curves));
    m_trainedPlot->setFigure(std::move(trained));
    m_pages->showAbsence(m_plot->figure().absence);
    showSelection();
    emit figureChanged();
}

// What is not drawn, and why.
void ComparisonView::showNote(const QString &leftOut, const QString &noResults)
{
    m_note->setText(leftOut.isEmpty() || noResults.isEmpty() ? leftOut + noResults : leftOut + QLatin1Char(' ') + noResults);
    m_note->setVisible(!m_note->text().isEmpty());
}

void ComparisonView::showSelection()
{
    m_plot->setSelected(selectedPoint());
}

// The shown head among the points of the shown model, if that is compared. LAMA's heads share one point.
std::optional<CurvePoint> ComparisonView::selectedPoint() const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::HeadRef head = shownHead(m_sources);
    for (std::size_t curve = 0; snapshot && curve < m_modelOfCurve.size(); ++curve) {
        const core::ComparedModel *compared = modelOf(static_cast<int>(curve));
        if (!compared || compared->model != snapshot->model)
            continue;
        const int heads = compared->summary.heads;
        return CurvePoint{static_cast<int>(curve), head.layer.value * heads + std::min(head.head.value, heads - 1)};
    }
    return std::nullopt;
}

// What was compared may have been closed since.
bool ComparisonView::isOpen(const core::ComparedModel &compared) const
{
    return std::ranges::find(m_models.models(), compared.model, &OpenModel::model) != m_models.models().end();
}

// Whose heads a curve's points are; null for a mark or a line.
const core::ComparedModel *ComparisonView::modelOf(int curve) const
{
    const int model = m_modelOfCurve[static_cast<std::size_t>(curve)];
    return m_shown && model >= 0 ? &m_shown->models[static_cast<std::size_t>(model)] : nullptr;
}

void ComparisonView::showHead(const CurvePoint &point)
{
    const core::ComparedModel *compared = modelOf(point.curve);
    if (!compared || !isOpen(*compared))
        return;
    const int heads = compared->summary.heads;
    m_models.show(compared->model);
    m_sources.selection.selectHead({{point.point / heads}, {point.point % heads}});
}

}  // namespace ui
