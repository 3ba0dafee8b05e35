#include "ui/topics/importance/deletion_view.h"

#include "core/figure/importance/agreement_figures.h"
#include "ui/plot/plot_legend.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/picture_or_note.h"

#include <QVBoxLayout>

namespace ui {

DeletionView::DeletionView(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_desk(desk), m_menu(createMenu()), m_plot(new CurvePlot)
{
    setObjectName(QStringLiteral("deletion"));
    m_plot->setObjectName(QStringLiteral("deletionPlot"));
    m_plot->setAccessibleName(tr("Deletion curves"));
    auto *body = new QWidget;
    m_pages = new PictureOrNote(m_plot, QStringLiteral("deletionAbsence"), body);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_menu, 0, Qt::AlignLeft);
    column->addWidget(body, 1);
    m_names = new PlotLegend;
    m_names->setObjectName(QStringLiteral("deletionNames"));
    column->addWidget(m_names);
    connect(&m_desk, &ImportanceDesk::changed, this, &DeletionView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &DeletionView::refresh);
}

ChoiceMenu *DeletionView::createMenu()
{
    auto *menu = new ChoiceMenu(tr("Deletion curve"));
    menu->setObjectName(QStringLiteral("deletionMeasure"));
    menu->setChoices({tr("comprehensiveness"), tr("sufficiency")});
    menu->setToolTips({tr("How far the output falls without the most important words"),
                       tr("How far the output falls with the most important words alone")});
    menu->keepRoom();
    connect(menu, &ChoiceMenu::chosen, this, [this](int choice) {
        m_sources.workbench.change([choice](core::WorkbenchState &state) {
            state.importance.deletion = static_cast<core::DeletionMeasure>(choice);
        });
    });
    return menu;
}

void DeletionView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_desk.setWantsCurves(true);
    refresh();
}

void DeletionView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_desk.setWantsCurves(false);
}

core::CurveFigure DeletionView::picture() const
{
    core::CurveFigure picture = m_plot->figure();
    picture.names = core::CurveNames::Below;
    return picture;
}

void DeletionView::refresh()
{
    if (!isVisible())
        return;
    const core::ImportanceReportPointer report = m_desk.report();
    const core::DeletionMeasure measure = m_sources.workbench.state().importance.deletion;
    m_menu->setCurrent(static_cast<int>(measure));
    if (!report)
        return m_plot->setFigure({});
    core::CurveFigure figure = measure == core::DeletionMeasure::Comprehensiveness ? core::comprehensivenessFigure(*report)
                                                                                   : core::sufficiencyFigure(*report);
    figure.names = core::CurveNames::Nowhere;  // they wrap below it in a narrow card
    m_names->setFigure(figure);
    m_plot->setFigure(std::move(figure));
    m_pages->showAbsence(m_plot->figure().isEmpty() ? m_plot->figure().absence : std::string());
    emit figureChanged();
}

}  // namespace ui
