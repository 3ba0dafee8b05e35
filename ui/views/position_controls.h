#pragma once

#include "ui/session/position_survey.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace ui {

class QuietMenuButton;

// Over which texts positions are surveyed, and how far that is.
class PositionControls : public QWidget
{
    Q_OBJECT

public:
    explicit PositionControls(PositionSurvey &survey, QWidget *parent = nullptr);

    // The choices in one line, for a card's header; what is left here is the progress.
    QWidget *choices() const { return m_row; }

private:
    void createChoices();
    void createProgress();
    void chooseFile();
    void startOrStop();
    void refresh();
    QString statusText() const;

    PositionSurvey &m_survey;
    QWidget *m_row = nullptr;
    QToolButton *m_file = nullptr;
    QuietMenuButton *m_limit = nullptr;
    QPushButton *m_run = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_status = nullptr;
};

}  // namespace ui
