#include "ui/topics/masks/positions/position_groups_view.h"

#include "core/figure/masks/position_figures.h"
#include "ui/plot/curve_plot.h"
#include "ui/views/file_run_controls.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/picture_or_note.h"

#include <QVBoxLayout>

namespace ui {
namespace {

FileRunWords surveyWords()
{
    return {.prefix = QStringLiteral("position"),
            .text = "text",
            .noFile = PositionGroupsView::tr("Text file…"),
            .filePurpose = PositionGroupsView::tr("Choose a file of texts, one a line, or drop it on the picture"),
            .runPurpose = PositionGroupsView::tr("Run the texts through the shown model"),
            .dialogTitle = PositionGroupsView::tr("Open a file of texts, one a line"),
            .fileTypes = PositionGroupsView::tr("Texts (*.txt *.tsv *.csv);;All files (*)")};
}

}  // namespace

PositionGroupsView::PositionGroupsView(const ViewSources &sources, const OpenModels &models, PositionSurvey &survey,
                                       QWidget *parent)
    : QWidget(parent), m_sources(sources), m_survey(survey),
      m_controls(new FileRunControls(models, sources.session, survey, surveyWords())), m_plot(new CurvePlot)
{
    setObjectName(QStringLiteral("positionGroups"));
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_survey.runOver(file); });
    m_plot->setObjectName(QStringLiteral("positionGroupsPlot"));
    m_plot->setAccessibleName(tr("Attention by groups of positions"));
    auto *body = new QWidget;
    m_pages = new PictureOrNote(m_plot, QStringLiteral("positionGroupsAbsence"), body);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_controls);
    column->addWidget(body, 1);
    connect(&m_survey, &PositionSurvey::changed, this, &PositionGroupsView::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &PositionGroupsView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
    });
    connect(m_plot, &CurvePlot::pointClicked, this, &PositionGroupsView::selectHead);
}

void PositionGroupsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QString PositionGroupsView::absenceText() const
{
    if (m_survey.file().empty())
        return tr("Choose a file of texts, one a line, or drop it here, to see what every head pays to the diagonal, to "
                  "neighbors, to special tokens and to the rest.");
    if (!m_survey.report())
        return m_survey.isRunning() ? tr("Reading the texts.")
                                    : tr("Press Run to see what every head pays to each group of positions.");
    return QString::fromStdString(m_plot->figure().absence);
}

// What nobody sees is worked out when it is shown.
void PositionGroupsView::refresh()
{
    if (!isVisible())
        return;
    const core::PositionReportPointer &report = m_survey.report();
    m_head = shownHead(m_sources);
    m_plot->setFigure(report ? core::positionImportanceFigure(*report, m_head) : core::CurveFigure());
    m_pages->showAbsence(absenceText());
    emit figureChanged();
}

void PositionGroupsView::selectHead(const CurvePoint &point)
{
    const auto head = core::headOfPoint(m_plot->figure(), point.curve, point.point);
    const int heads = m_survey.report()->summary.heads;
    if (head)
        m_sources.selection.selectHead({{*head / heads}, {*head % heads}});
}

}  // namespace ui
