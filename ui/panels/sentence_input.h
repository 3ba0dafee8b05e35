#pragma once

#include <QPlainTextEdit>
#include <QTextDocument>

namespace ui {

// One paragraph of text in as many lines as it needs, up to a few; then it scrolls. It takes pasted paragraphs: line breaks become
// spaces. Undo and redo are the window's, not the field's.
class SentenceInput : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SentenceInput(QWidget *parent = nullptr);

    // With its non-breaking spaces.
    QString text() const { return document()->toRawText(); }
    // Puts in another text; the caret goes where the two differ, or stays.
    void replaceText(const QString &text);

    int cursorPosition() const { return textCursor().position(); }
    void setCursorPosition(int position);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void textTyped(const QString &text);
    void finished();  // Enter, or another widget has the focus
    // Up in the first line, and Down in the last one.
    void olderWanted();
    void newerWanted();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeEdit();
    bool isInLine(int line) const;
    void fitHeight();
    int heightOf(int lines) const;

    bool m_isReplacing = false;  // what changes the text is not the user
};

}  // namespace ui
