#include "ui/panels/sentence_input.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalBlocker>

#include <algorithm>

namespace ui {

namespace {

constexpr int longestText = 4'000'000;

bool isLineBreak(QChar character)
{
    return character == u'\n' || character == u'\r' || character == u'\v' || character == u'\f' ||
           character == QChar::LineSeparator || character == QChar::ParagraphSeparator || character == u'\t';
}

// As long as before, so that the caret stays where it is.
QString onOneLine(QString text)
{
    std::replace_if(text.begin(), text.end(), isLineBreak, QChar(u' '));
    return text;
}

bool isUndoOrRedo(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo);
}

}  // namespace

SentenceInput::SentenceInput(QWidget *parent) : QLineEdit(parent)
{
    setMaxLength(longestText);
    connect(this, &QLineEdit::textEdited, this, &SentenceInput::takeEdit);
}

void SentenceInput::replaceText(const QString &text)
{
    const QString before = this->text();
    if (text == before)
        return;
    const auto sameAtEnd = std::mismatch(before.rbegin(), before.rend(), text.rbegin(), text.rend()).first - before.rbegin();
    const auto sameAtStart = std::mismatch(before.begin(), before.end(), text.begin(), text.end()).first - before.begin();
    setText(text);
    setCursorPosition(static_cast<int>(std::max<qsizetype>(text.size() - sameAtEnd, sameAtStart)));
}

void SentenceInput::takeEdit(const QString &text)
{
    const QString line = onOneLine(text);
    if (line != text) {
        const int caret = cursorPosition();
        const QSignalBlocker blocker(this);
        setText(line);
        setCursorPosition(caret);
    }
    emit textTyped(line);
}

// Undo and redo are left to the window's shortcuts.
bool SentenceInput::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isUndoOrRedo(*static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return true;
    }
    return QLineEdit::event(event);
}

void SentenceInput::keyPressEvent(QKeyEvent *event)
{
    if (isUndoOrRedo(*event))
        event->ignore();
    else
        QLineEdit::keyPressEvent(event);
}

// A dragged file is a model for the window, not a text.
void SentenceInput::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QLineEdit::dragEnterEvent(event);
}

void SentenceInput::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    for (const QString &name : {QStringLiteral("edit-undo"), QStringLiteral("edit-redo")}) {
        if (auto *action = menu->findChild<QAction *>(name))
            action->setVisible(false);
    }
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

}  // namespace ui
