#include "ui/topics/importance/reading_page.h"

#include "core/workbench/resolve.h"
#include "ui/topics/importance/reading_key.h"
#include "ui/topics/importance/reading_view.h"
#include "ui/views/figure_menu.h"
#include "ui/widgets/card.h"

#include <QVBoxLayout>

namespace ui {

ReadingPage::ReadingPage(const ViewSources &sources, QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("readingPage"));
    auto *card = new Card(tr("The text as it is read"));
    card->setHelpTopic(HelpTopic::WordImportance);
    auto *view = new ReadingView(sources);
    auto *key = new ReadingKey;
    connect(view, &ReadingView::figureChanged, card, [card, view, key] {
        card->setExplanation(QString::fromStdString(view->figure().explanation));
        key->setFigure(view->figure());
    });
    card->addBody(view);
    card->addBody(key, 0);
    offerFigure(sources, *card, [&workbench = sources.workbench] {
        core::FigurePanel panel{.kind = core::PanelKind::ColoredSentence};
        panel.measure = core::describe(workbench.state().display.importance).id;
        panel.importance = core::importanceOptions(workbench.state());
        panel.importance.unit = {};  // the figure's
        return std::optional(panel);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
}

}  // namespace ui
