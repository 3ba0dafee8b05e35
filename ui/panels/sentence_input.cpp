#include "ui/panels/sentence_input.h"

#include "ui/widgets/text_limit.h"

#include <QAbstractTextDocumentLayout>
#include <QAction>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int mostLines = 4;

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

// A key that would begin another paragraph.
bool isReturn(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

}  // namespace

SentenceInput::SentenceInput(QWidget *parent) : QPlainTextEdit(parent)
{
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    connect(this, &QPlainTextEdit::textChanged, this, &SentenceInput::takeEdit);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &SentenceInput::fitHeight);
}

void SentenceInput::replaceText(const QString &text)
{
    const QString before = this->text();
    if (text == before)
        return;
    const auto sameAtEnd = std::mismatch(before.rbegin(), before.rend(), text.rbegin(), text.rend()).first - before.rbegin();
    const auto sameAtStart = std::mismatch(before.begin(), before.end(), text.begin(), text.end()).first - before.begin();
    const QScopedValueRollback replacing(m_isReplacing, true);
    setPlainText(onOneLine(text));
    setCursorPosition(static_cast<int>(std::max<qsizetype>(text.size() - sameAtEnd, sameAtStart)));
}

void SentenceInput::setCursorPosition(int position)
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(position);
    setTextCursor(cursor);
}

// Whatever brought a line break in, such as an input method.
void SentenceInput::takeEdit()
{
    if (m_isReplacing)
        return;
    const QString line = onOneLine(text());
    if (line != text()) {
        const int caret = cursorPosition();
        const QScopedValueRollback replacing(m_isReplacing, true);
        setPlainText(line);
        setCursorPosition(caret);
    }
    emit textTyped(line);
}

int SentenceInput::heightOf(int lines) const
{
    const QMargins margins = viewportMargins();
    const int frame = height() - viewport()->height() - margins.top() - margins.bottom();
    return lines * fontMetrics().lineSpacing() + margins.top() + margins.bottom() + std::max(0, frame);
}

// As many lines as the text has, which depends on the width.
void SentenceInput::fitHeight()
{
    const int lines = std::max(1, document()->firstBlock().lineCount());
    setVerticalScrollBarPolicy(lines > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int wanted = heightOf(std::min(lines, mostLines));
    if (wanted != height())
        setFixedHeight(wanted);
}

QSize SentenceInput::sizeHint() const
{
    return {400, heightOf(1)};
}

QSize SentenceInput::minimumSizeHint() const
{
    return {120, heightOf(1)};
}

void SentenceInput::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void SentenceInput::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHeight();
}

void SentenceInput::insertFromMimeData(const QMimeData *source)
{
    const QString pasted = onOneLine(source->text());
    const qsizetype room = longestText - document()->characterCount() + textCursor().selectedText().size();
    insertPlainText(pasted.left(std::max<qsizetype>(0, room)));
}

// Undo and redo are left to the window's shortcuts.
bool SentenceInput::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isUndoOrRedo(*static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void SentenceInput::keyPressEvent(QKeyEvent *event)
{
    const bool hasModifier = (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier;
    if (isReturn(*event))
        emit finished();
    if (isUndoOrRedo(*event) || isReturn(*event))
        event->ignore();
    else if (event->key() == Qt::Key_Up && !hasModifier && isInLine(0))
        emit olderWanted();
    else if (event->key() == Qt::Key_Down && !hasModifier && isInLine(document()->firstBlock().lineCount() - 1))
        emit newerWanted();
    else
        QPlainTextEdit::keyPressEvent(event);
}

// Of those that the text takes up.
bool SentenceInput::isInLine(int line) const
{
    const QTextLine current = document()->firstBlock().layout()->lineForTextPosition(cursorPosition());
    return !current.isValid() || current.lineNumber() == line;
}

void SentenceInput::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        emit finished();
}

// A dragged file is a model for the window, not a text.
void SentenceInput::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QPlainTextEdit::dragEnterEvent(event);
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
