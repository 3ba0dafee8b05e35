#pragma once

#include <QLineEdit>

namespace ui {

// One line of text that takes pasted paragraphs: line breaks become spaces. Undo and redo are the window's, not the field's.
class SentenceInput : public QLineEdit
{
    Q_OBJECT

public:
    explicit SentenceInput(QWidget *parent = nullptr);

    // Puts in another text; the caret goes where the two differ, or stays.
    void replaceText(const QString &text);

signals:
    void textTyped(const QString &text);

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void takeEdit(const QString &text);
};

}  // namespace ui
