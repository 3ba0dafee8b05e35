#pragma once

#include "ui/session/playground.h"

#include <QWidget>

class QLabel;

namespace ui {

class ChoiceMenu;

// How close a head of the chosen size comes and which size the chosen tolerance asks for, in words; below it what the theorem's
// weights reproduce.
class PlaygroundWordsView : public QWidget
{
    Q_OBJECT

public:
    explicit PlaygroundWordsView(Playground &playground, QWidget *parent = nullptr);

private:
    ChoiceMenu *createToleranceMenu();
    void refresh();

    Playground &m_playground;
    QLabel *m_verdict = nullptr;
    QLabel *m_construction = nullptr;
    ChoiceMenu *m_tolerance = nullptr;
};

}  // namespace ui
