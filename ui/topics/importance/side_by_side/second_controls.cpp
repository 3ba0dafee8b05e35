#include "ui/topics/importance/side_by_side/second_controls.h"

#include "core/workbench/second_side.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_limit.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace ui {
namespace {

// Undo and redo are the window's, as in the sentence bar.
class SecondText : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

    QSize sizeHint() const override { return {440, QLineEdit::sizeHint().height()}; }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride && isUndo(*static_cast<QKeyEvent *>(event))) {
            event->ignore();
            return true;
        }
        return QLineEdit::event(event);
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (isUndo(*event))
            event->ignore();
        else
            QLineEdit::keyPressEvent(event);
    }

private:
    static bool isUndo(const QKeyEvent &event)
    {
        return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo);
    }
};

// The caret stays where it is.
void replace(QLineEdit &field, const QString &text)
{
    if (field.text() == text)
        return;
    const int caret = field.cursorPosition();
    field.setText(text);
    field.setCursorPosition(std::min(caret, static_cast<int>(text.size())));
}

}  // namespace

SecondModelMenu::SecondModelMenu(Workbench &workbench, OpenModels &models, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_models(models)
{
    setObjectName(QStringLiteral("secondModelMenu"));
    m_model = new ChoiceMenu(tr("Second model"));
    m_model->setObjectName(QStringLiteral("secondModel"));
    connect(m_model, &ChoiceMenu::chosen, this, &SecondModelMenu::choose);
    m_swap = new QToolButton;
    m_swap->setObjectName(QStringLiteral("swapSides"));
    m_swap->setText(tr("⇄ Swap"));
    m_swap->setAccessibleName(tr("Swap the two sides"));
    m_swap->setFocusPolicy(Qt::TabFocus);
    connect(m_swap, &QToolButton::clicked, this, [this] { m_workbench.change(core::swapSides); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_model);
    row->addWidget(m_swap);
    connect(&m_models, &OpenModels::changed, this, &SecondModelMenu::refresh);
    connect(&m_workbench, &Workbench::changed, this, &SecondModelMenu::refresh);
    refresh();
}

void SecondModelMenu::refresh()
{
    const core::WorkbenchState &state = m_workbench.state();
    const std::vector<std::string> names = openNames(m_models.models());
    QStringList choices{tr("same model")};
    m_offered.clear();
    for (std::size_t index = 0; index < names.size(); ++index) {
        const std::filesystem::path &path = m_models.models()[index].path;
        if (path == state.shownModel)
            continue;
        m_offered.push_back(path);
        choices << qtText(names[index]);
    }
    m_offersPin = state.pinned.has_value();
    if (m_offersPin)
        choices << tr("pinned answer");
    m_model->setChoices(choices);
    const auto chosen = std::ranges::find(m_offered, state.importance.second.model);
    m_model->setCurrent(core::isBesidePin(state)    ? static_cast<int>(choices.size()) - 1
                        : chosen == m_offered.end() ? 0
                                                    : 1 + static_cast<int>(chosen - m_offered.begin()));
    m_model->setToolTip(tr("Another open model, or the pinned answer with its sentence, model and mask"));
    m_swap->setText(core::isBesidePin(state) ? tr("← Show pinned") : tr("⇄ Swap"));
    m_swap->setToolTip(core::isBesidePin(state)
                           ? tr("Show the pinned sentence, model and mask in the window")
                           : tr("Show the second sentence and model in the window, and the shown ones here"));
    m_swap->setEnabled(!core::areSidesAlike(state));
}

void SecondModelMenu::choose(int choice)
{
    m_workbench.change([&](core::WorkbenchState &state) {
        const auto offered = static_cast<std::size_t>(choice);
        state.importance.second.isPinned = m_offersPin && offered == m_offered.size() + 1;
        if (!state.importance.second.isPinned)
            state.importance.second.model = choice == 0 ? std::filesystem::path() : m_offered[offered - 1];
    });
}

// Typing without a pause for another choice is one step of undo.
QWidget *createSecondText(Workbench &workbench)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 0, 8, 0);
    layout->setSpacing(8);
    QLabel *name = plainLabel(QLineEdit::tr("second sentence"));
    setRole(*name, Role::Note);
    auto *field = new SecondText;
    name->setBuddy(field);
    layout->addWidget(name);
    layout->addWidget(field, 1);
    field->setObjectName(QStringLiteral("secondText"));
    field->setAccessibleName(QLineEdit::tr("Second sentence"));
    field->setMaxLength(longestText);
    field->setPlaceholderText(QLineEdit::tr("the same; type another one"));
    field->setClearButtonEnabled(true);
    field->setMinimumWidth(140);
    const auto show = [field, &workbench] {
        const core::WorkbenchState &state = workbench.state();
        replace(*field, qtText(core::isBesidePin(state) ? state.pinned->text : state.importance.second.text));
        field->setEnabled(!core::isBesidePin(state));
    };
    QObject::connect(&workbench, &Workbench::changed, field, show);
    QObject::connect(field, &QLineEdit::textEdited, field, [&workbench](const QString &text) {
        workbench.change([&text](core::WorkbenchState &state) { state.importance.second.text = text.toStdString(); },
                         {.name = "second text"});
    });
    show();
    return row;
}

}  // namespace ui
