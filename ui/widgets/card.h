#pragma once

#include "ui/help/help_topic.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui {

// A quiet surface for one picture: a title whose tooltip says what is seen, controls at the right, the picture below.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setExplanation(const QString &explanation);
    // What the "?" in the corner, and F1 while the card has the focus, open; once.
    void setHelpTopic(HelpTopic topic);
    // In place of the title, for instance tabs.
    void setTitleWidget(QWidget *widget);
    void addControl(QWidget *control);
    void addBody(QWidget *body, int stretch = 1);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showFocus(const QWidget *before, const QWidget *focused);

    QLabel *m_title = nullptr;
    QHBoxLayout *m_header = nullptr;
    QVBoxLayout *m_column = nullptr;
    bool m_holdsFocus = false;  // its hairline takes the accent, so that the keyboard's place is seen
};

}  // namespace ui
