#pragma once

#include "ui/session/playground.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace ui {

class NamedSlider;
class ChoiceMenu;

// How the playground's target is made: a menu of sources, and the number or the buttons of the chosen one.
class TargetControls : public QWidget
{
    Q_OBJECT

public:
    explicit TargetControls(Playground &playground, QWidget *parent = nullptr);

private:
    void createWidgets();
    QToolButton *createButton(const QString &text, const char *name, const QString &explanation);
    void layOut();
    void show();
    void showSlider();
    QString note() const;
    void chooseSource(int choice);
    void setNumber(int value);
    void rollAgain();

    Playground &m_playground;
    ChoiceMenu *m_sources = nullptr;
    NamedSlider *m_number = nullptr;
    QToolButton *m_roll = nullptr;
    QToolButton *m_reset = nullptr;
    QLabel *m_note = nullptr;
};

}  // namespace ui
