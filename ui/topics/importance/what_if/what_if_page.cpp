#include "ui/topics/importance/what_if/what_if_page.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/importance/followed_output_controls.h"
#include "ui/topics/importance/what_if/edited_words_view.h"
#include "ui/topics/importance/what_if/what_if_tree_view.h"
#include "ui/views/picture_menu.h"
#include "ui/widgets/card.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {
namespace {

QLabel *note(const QString &text, const QString &objectName)
{
    QLabel *label = wrappedLabel(text);
    label->setObjectName(objectName);
    setRole(*label, Role::Note);
    return label;
}

}  // namespace

WhatIfPage::WhatIfPage(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_desk(sources.workbench, sources.session, this)
{
    setObjectName(QStringLiteral("whatIfPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(createWordsCard());
    column->addWidget(createTreeCard(), 1);
    connect(&m_desk, &WhatIfDesk::changed, this, &WhatIfPage::showState);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &WhatIfPage::showState);
    showState();
}

Card *WhatIfPage::createWordsCard()
{
    auto *card = new Card(tr("Edit the sentence"));
    card->setHelpTopic(HelpTopic::WhatIf);
    card->setExplanation(tr("The words of the sentence. What the last edit brought is tinted."));
    card->addBody(new EditedWordsView(m_sources), 0);
    card->addBody(note(tr("Click a word · type: replace · double-click or Space: mask · drag or Ctrl+arrow: move · N: not · "
                          "Delete: remove · Enter: edit"),
                       QStringLiteral("whatIfHint")),
                  0);
    return card;
}

Card *WhatIfPage::createTreeCard()
{
    auto *card = new Card(tr("Edits"));
    card->setHelpTopic(HelpTopic::WhatIf);
    card->setExplanation(tr("Each edit below the sentence it was made on, with the model's prediction and the change of the "
                            "followed output from that sentence. The tick on a bar is the value before the edit."));
    m_startOver = new QToolButton;
    m_startOver->setObjectName(QStringLiteral("whatIfStartOver"));
    m_startOver->setText(tr("Start over"));
    m_startOver->setToolTip(tr("Drop the tree and begin a new one with this sentence"));
    m_startOver->setAccessibleName(tr("Start a new tree with this sentence"));
    m_startOver->setFocusPolicy(Qt::TabFocus);
    connect(m_startOver, &QToolButton::clicked, this,
            [this] { m_sources.workbench.change([](core::WorkbenchState &state) { state.importance.whatIf = {}; }); });
    card->addControl(m_startOver);
    card->addControl(new FollowedOutputControls(m_sources.session, m_sources.workbench, this));
    auto *tree = new WhatIfTreeView(m_sources, m_desk);
    card->addBody(tree);
    offerPicture(m_sources, *card, [tree]() -> std::optional<DrawnPicture> {
        if (tree->tree().rows.empty())
            return std::nullopt;
        return whatIfPicture(tree->tree(),
                             {QStringLiteral("edits"),
                              tr("Edits of “%1” and the model's answers").arg(qtText(tree->tree().rows.front().text))});
    });
    m_problem = note({}, QStringLiteral("whatIfProblem"));
    card->addBody(m_problem, 0);
    card->addBody(
        note(tr("Click a row or press Enter to show its sentence everywhere · Delete: remove it with all edits below"),
             QStringLiteral("whatIfTreeHint")),
        0);
    return card;
}

void WhatIfPage::showState()
{
    m_startOver->setEnabled(!m_sources.workbench.state().importance.whatIf.nodes.empty());
    m_problem->setText(m_desk.problem());
    m_problem->setVisible(!m_desk.problem().isEmpty());
}

void WhatIfPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_desk.setWatched(true);
}

void WhatIfPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_desk.setWatched(false);
}

}  // namespace ui
