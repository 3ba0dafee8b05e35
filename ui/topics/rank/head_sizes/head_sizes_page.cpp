#include "ui/topics/rank/head_sizes/head_sizes_page.h"

#include "ui/plot/curve_plot.h"
#include "ui/theme/plain_text.h"
#include "ui/topics/rank/head_sizes/compared_models_view.h"
#include "ui/topics/rank/head_sizes/comparison_texts_view.h"
#include "ui/topics/rank/head_sizes/comparison_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/picture_menu.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/chosen_file.h"
#include "ui/widgets/description_names.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

HeadSizesPage::HeadSizesPage(const ViewSources &sources, OpenModels &models, ComparisonSession &comparison,
                             Messages &messages, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_models(models), m_comparison(comparison), m_messages(messages)
{
    setObjectName(QStringLiteral("headSizesPage"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(createPlotCard(), 5);
    auto *column = new QVBoxLayout;
    column->setSpacing(10);
    column->addWidget(createModelsCard(), 1);
    column->addWidget(createTextsCard(), 0);
    row->addLayout(column, 3);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &HeadSizesPage::showOptions);
    showOptions();
}

template <typename Change>
void HeadSizesPage::changeOptions(Change change)
{
    m_sources.workbench.change([&change](core::WorkbenchState &state) { change(state.rank.comparison); });
}

ChoiceMenu *HeadSizesPage::addMenu(Card *card, const char *objectName, const QString &purpose, const QStringList &choices)
{
    auto *menu = new ChoiceMenu(purpose);
    menu->setObjectName(QLatin1String(objectName));
    menu->setChoices(choices);
    card->addControl(menu);
    return menu;
}

QToolButton *HeadSizesPage::addButton(Card *card, const char *objectName, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setText(text);
    button->setToolTip(plainToolTip(toolTip));
    button->setAccessibleName(toolTip);
    card->addControl(button);
    return button;
}

Card *HeadSizesPage::createPlotCard()
{
    auto *card = new Card(tr("Head sizes compared"));
    card->setHelpTopic(HelpTopic::HeadSizes);
    m_measure = addMenu(card, "comparisonMeasure", tr("Measure"), namesOf(core::spectrumMeasureDescriptions()));
    m_matrix = addMenu(card, "comparisonMatrix", tr("Matrix"), namesOf(core::spectrumMatrixDescriptions()));
    m_axis =
        addMenu(card, "comparisonAxis", tr("Horizontal axis"), {tr("over head size"), tr("over heads"), tr("over width")});
    connect(m_measure, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::ComparisonOptions &options) {
            options.quantity.measure = static_cast<core::SpectrumMeasure>(choice);
        });
    });
    connect(m_matrix, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::ComparisonOptions &options) {
            options.quantity.matrix = static_cast<core::SpectrumMatrix>(choice);
        });
    });
    connect(m_axis, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions(
            [choice](core::ComparisonOptions &options) { options.axis = static_cast<core::ComparisonAxis>(choice); });
    });
    auto *view = new ComparisonView(m_sources, m_models, m_comparison);
    card->addBody(view);
    offerFigure(m_sources, *card, [this]() -> std::optional<core::FigurePanel> {
        const core::ComparisonOptions &options = m_sources.workbench.state().rank.comparison;
        core::FigurePanel panel;
        panel.kind = core::PanelKind::HeadSizes;
        panel.matrix = core::describe(options.quantity.matrix).id;
        panel.measure = core::describe(options.quantity.measure).id;
        panel.options.isShareOfTokens = options.quantity.isShareOfTokens;
        panel.options.axis = options.axis;
        panel.options.lengthGroup = options.lengthGroup;
        return panel;
    });
    offerFigure(
        m_sources, *view->trainedPlot(),
        [this]() -> std::optional<core::FigurePanel> {
            core::FigurePanel panel;
            panel.kind = core::PanelKind::HeldOut;
            panel.options.axis = m_sources.workbench.state().rank.comparison.axis;
            return panel;
        },
        MenuOwner::Part);
    connect(view, &ComparisonView::figureChanged, card,
            [card, view] { card->setExplanation(QString::fromStdString(view->plot()->figure().explanation)); });
    return card;
}

Card *HeadSizesPage::createModelsCard()
{
    auto *card = new Card(tr("Models"));
    card->setHelpTopic(HelpTopic::HeadSizes);
    card->setExplanation(tr("The open models: the median of the measure over a model's heads, and the loss or accuracy that "
                            "its folder states."));
    if (m_comparison.hasFamily()) {
        const QToolButton *family = addButton(card, "openFamily", tr("Head-size family"),
                                              tr("Open the bundled models that differ in their heads alone"));
        connect(family, &QToolButton::clicked, &m_comparison, &ComparisonSession::openFamily);
    }
    card->addBody(new ComparedModelsView(m_sources.workbench, m_models, m_comparison));
    return card;
}

Card *HeadSizesPage::createTextsCard()
{
    auto *card = new Card(tr("Texts"));
    card->setHelpTopic(HelpTopic::TextFiles);
    card->setExplanation(tr("What the models run: the sentence above, or the lines of a file, which may be dropped here."));
    m_save = addButton(card, "saveComparison", tr("Save CSV…"), tr("Save every number of the comparison as a table"));
    connect(m_save, &QToolButton::clicked, this, &HeadSizesPage::saveTable);
    connect(&m_comparison, &ComparisonSession::comparisonChanged, m_save,
            [this] { m_save->setEnabled(m_comparison.comparison() != nullptr); });
    m_save->setEnabled(false);
    card->addBody(new ComparisonTextsView(m_sources.workbench, m_comparison));
    return card;
}

void HeadSizesPage::saveTable()
{
    const QString path = chosenTableFile(*this, tr("Save the comparison"), QStringLiteral("head-sizes.csv"));
    if (!path.isEmpty())
        m_messages.saySaved(m_comparison.saveTable(path), path);
}

void HeadSizesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_comparison.setWatched(true);
}

void HeadSizesPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_comparison.setWatched(false);
}

void HeadSizesPage::showOptions()
{
    const core::ComparisonOptions &options = m_sources.workbench.state().rank.comparison;
    m_measure->setCurrent(static_cast<int>(options.quantity.measure));
    m_matrix->setCurrent(static_cast<int>(options.quantity.matrix));
    m_axis->setCurrent(static_cast<int>(options.axis));
}

}  // namespace ui
