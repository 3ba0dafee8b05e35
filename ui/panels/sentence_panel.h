#pragma once

#include "ui/panels/sentence_history.h"
#include "ui/session/workbench.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QLayout;
class QStackedWidget;

namespace ui {

class OpenModels;
class PredictionPanel;
class StateChips;
class SentenceInput;

// The sentence, its tokens and what the model predicts. At the top in every workspace.
class SentencePanel : public QFrame
{
    Q_OBJECT

public:
    // `examples` are offered while there is no text.
    SentencePanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, const QStringList &examples,
                  QWidget *parent = nullptr);
    ~SentencePanel() override;

    // Takes the widget that draws the tokens.
    void setTokenStrip(QWidget *strip);
    void focusText();

signals:
    void specialTokensWanted();  // how they are shown is to be chosen

private:
    void createText();
    QLayout *createNotes();
    QLabel *createNote(const QString &objectName);
    QWidget *createHint(const QStringList &examples);
    void layOut();
    void connectSession();

    void submitText(const QString &text);
    void goThroughHistory(SentenceHistory::Step step);
    void showText();
    void showSnapshot(const SnapshotPointer &snapshot);

    Workbench &m_workbench;
    AnalysisSession &m_session;
    SentenceInput *m_text = nullptr;
    SentenceHistory m_history;
    bool m_isBrowsing = false;   // through a list, whose texts are not kept
    bool m_isOwnChange = false;  // by typing or going through the history, which keep nothing
    QStackedWidget *m_tokens = nullptr;
    QWidget *m_hint = nullptr;
    QWidget *m_strip = nullptr;
    QLabel *m_cutNote = nullptr;
    QLabel *m_importanceNote = nullptr;
    PredictionPanel *m_prediction = nullptr;
    StateChips *m_chips = nullptr;
};

}  // namespace ui
