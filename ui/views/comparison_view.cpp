#include "ui/views/comparison_view.h"

#include "ui/plot/curve_plot.h"
#include "ui/theme/roles.h"

#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace ui {

ComparisonView::ComparisonView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_plot(new CurvePlot), m_trainedPlot(new CurvePlot), m_absence(new QLabel), m_pages(new QStackedLayout(this))
{
    setObjectName(QStringLiteral("comparison"));
    m_plot->setObjectName(QStringLiteral("comparisonPlot"));
    m_plot->setAccessibleName(tr("Heads of the compared models"));
    m_trainedPlot->setObjectName(QStringLiteral("trainedPlot"));
    m_trainedPlot->setAccessibleName(tr("How well the compared models were trained"));
    m_absence->setObjectName(QStringLiteral("comparisonAbsence"));
    m_absence->setAlignment(Qt::AlignCenter);
    m_absence->setWordWrap(true);
    setRole(*m_absence, Role::Note);
    auto *plots = new QWidget;
    auto *column = new QVBoxLayout(plots);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_plot, 5);
    column->addWidget(m_trainedPlot, 2);
    m_pages->addWidget(plots);
    m_pages->addWidget(m_absence);
    connect(&m_sources.comparison, &ComparisonSession::comparisonChanged, this, &ComparisonView::refresh);
    connect(&m_sources.viewState, &ViewState::changed, this, &ComparisonView::refresh);
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
    const core::ComparisonPointer &comparison = m_sources.comparison.comparison();
    const core::ComparisonOptions &options = m_sources.viewState.options().rank.comparison;
    core::ComparisonFigure figure = core::comparisonFigure(comparison ? *comparison : core::ModelComparison(), options);
    core::CurveFigure trained = comparison ? core::trainedFigure(*comparison, options.axis) : core::CurveFigure();
    m_modelOfCurve = std::move(figure.models);
    m_trainedPlot->setVisible(!trained.isEmpty());
    m_plot->setFigure(std::move(figure.curves));
    m_trainedPlot->setFigure(std::move(trained));
    const std::string &absence = m_plot->figure().absence;
    m_absence->setText(QString::fromStdString(absence));
    m_pages->setCurrentIndex(absence.empty() ? 0 : 1);
    emit figureChanged();
}

void ComparisonView::showHead(const CurvePoint &point)
{
    const core::ComparisonPointer &comparison = m_sources.comparison.comparison();
    const int model = m_modelOfCurve[static_cast<std::size_t>(point.curve)];
    if (!comparison || model < 0)
        return;
    const core::ComparedModel &compared = comparison->models[static_cast<std::size_t>(model)];
    const int heads = compared.summary.heads;
    m_sources.models.show(compared.model);
    m_sources.selection.selectHead({{point.point / heads}, {point.point % heads}});
}

}  // namespace ui
