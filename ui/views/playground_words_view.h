#pragma once

#include "ui/session/playground.h"

#include <QWidget>

class QLabel;

namespace ui {

// What the head size comes to, in one line of words, and below it what the theorem's weights reach.
class PlaygroundWordsView : public QWidget
{
    Q_OBJECT

public:
    explicit PlaygroundWordsView(Playground &playground, QWidget *parent = nullptr);

private:
    void refresh();

    Playground &m_playground;
    QLabel *m_verdict = nullptr;
    QLabel *m_construction = nullptr;
};

}  // namespace ui
