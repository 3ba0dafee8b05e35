#pragma once

#include "ui/help/help_topic.h"

#include <QAbstractButton>

namespace ui {

// The "?" in the upper right corner of a card, in its margin, where nothing else is. It shows while the mouse is over the card or
// the card holds the focus; from the keyboard F1 does the same.
class HelpButton : public QAbstractButton
{
    Q_OBJECT

public:
    HelpButton(HelpTopic topic, QWidget &card);

    HelpTopic topic() const { return m_topic; }

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isShown() const;
    void place();

    HelpTopic m_topic;
};

}  // namespace ui
