#pragma once

#include "ui/session/file_run.h"
#include "ui/session/open_models.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace ui {

class LimitMenu;

// What the controls of one kind of run say.
struct FileRunWords {
    QString prefix;       // of the objects' names: "evaluation"
    std::string text;     // of a file: "sentence"
    QString noFile;       // on the button that chooses one: "Labeled file…"
    QString filePurpose;  // tool tips
    QString runPurpose;
    QString dialogTitle;
    QString fileTypes;  // of the dialog
};

// Over which file a run goes, over how much of it, and how far that is. A file may be dropped here.
class FileRunControls : public QWidget
{
    Q_OBJECT

public:
    // `models` name the one that is reported on.
    FileRunControls(const OpenModels &models, AnalysisSession &session, FileRun &run, FileRunWords words,
                    QWidget *parent = nullptr);

    // The choices in one line, for a card's header; what is left here is the progress.
    QWidget *choices() const { return m_choices; }

protected:
    // One more choice, before Run.
    void addChoice(QWidget *choice);
    void addAtEnd(QWidget *widget);

private:
    void createChoices();
    void createProgress();
    template <typename Widget>
    Widget *named(Widget *widget, const char *name) const;
    void chooseFile();
    void startOrStop();
    void refresh();
    QString textsName(std::size_t count) const;
    QString statusText() const;

    const OpenModels &m_models;
    FileRun &m_run;
    FileRunWords m_words;
    QWidget *m_choices = nullptr;
    QHBoxLayout *m_row = nullptr;  // of the choices
    QToolButton *m_file = nullptr;
    LimitMenu *m_limit = nullptr;
    QPushButton *m_start = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_status = nullptr;
};

}  // namespace ui
