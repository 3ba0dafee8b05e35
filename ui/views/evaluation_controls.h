#pragma once

#include "ui/session/mask_evaluation.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace ui {

class QuietMenuButton;

// Which labelled file is judged, under the mask alone or a sweep, and how far that is. A file may be dropped here.
class EvaluationControls : public QWidget
{
    Q_OBJECT

public:
    EvaluationControls(const ViewSources &sources, MaskEvaluation &evaluation, QWidget *parent = nullptr);

    // The choices in one line, for a card's title; what is left here is the progress.
    QWidget *choices() const { return m_row; }

private:
    QuietMenuButton *addMenu(const char *objectName, const QString &purpose, const QStringList &choices);
    QToolButton *addButton(const char *objectName, const QString &toolTip);
    void createProgress();
    void chooseFile();
    void judge(const std::filesystem::path &file);
    void startOrStop();
    void saveTable();
    void refresh();

    ViewSources m_sources;
    MaskEvaluation &m_evaluation;
    QWidget *m_row = nullptr;
    QToolButton *m_file = nullptr;
    QuietMenuButton *m_limit = nullptr;
    QuietMenuButton *m_sweep = nullptr;
    QPushButton *m_run = nullptr;
    QToolButton *m_save = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_status = nullptr;
};

}  // namespace ui
