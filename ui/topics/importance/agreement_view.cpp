#include "ui/topics/importance/agreement_view.h"

#include "core/figure/importance/agreement_figures.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/picture_or_note.h"

#include <QVBoxLayout>

namespace ui {
namespace {

constexpr double largestCell = 128;  // whose name stands above it in one line

}  // namespace

AgreementView::AgreementView(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_desk(desk), m_menu(createMenu()),
      m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square))
{
    setObjectName(QStringLiteral("agreement"));
    m_plot->setObjectName(QStringLiteral("agreementPlot"));
    m_plot->setLargestCell(largestCell);
    m_plot->setAccessibleName(tr("Agreement of the measures"));
    auto *body = new QWidget;
    m_pages = new PictureOrNote(m_plot, QStringLiteral("agreementAbsence"), body);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_menu, 0, Qt::AlignLeft);
    column->addWidget(body, 1);
    connect(&m_desk, &ImportanceDesk::changed, this, &AgreementView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &AgreementView::refresh);
}

ChoiceMenu *AgreementView::createMenu()
{
    auto *menu = new ChoiceMenu(tr("Measure of agreement"));
    menu->setObjectName(QStringLiteral("agreementMeasure"));
    menu->setChoices({tr("Kendall's τ"), tr("overlap of the top 20 %")});
    menu->keepRoom();
    connect(menu, &ChoiceMenu::chosen, this, [this](int choice) {
        m_sources.workbench.change([choice](core::WorkbenchState &state) {
            state.importance.agreement = static_cast<core::AgreementMeasure>(choice);
        });
    });
    return menu;
}

void AgreementView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void AgreementView::refresh()
{
    if (!isVisible())
        return;
    const core::ImportanceReportPointer report = m_desk.report();
    const core::AgreementMeasure measure = m_sources.workbench.state().importance.agreement;
    m_menu->setCurrent(static_cast<int>(measure));
    if (!report)
        return m_plot->setFigure({});
    m_plot->setFigure(measure == core::AgreementMeasure::Kendall ? core::kendallFigure(*report)
                                                                 : core::topOverlapFigure(*report));
    m_pages->showAbsence(m_plot->figure().absence);
    emit figureChanged();
}

}  // namespace ui
