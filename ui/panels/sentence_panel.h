#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/view_options.h"

#include <QFrame>
#include <QStringList>

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class ChoiceButton;
class PredictionPanel;
class SentenceInput;

// The sentence, its tokens, what the model predicts, and how the tokens are shown. At the top in every workspace.
class SentencePanel : public QFrame
{
    Q_OBJECT

public:
    // `examples` are offered while there is no text.
    SentencePanel(AnalysisSession &session, ViewState &options, const QStringList &examples, QWidget *parent = nullptr);

    // Takes the widget that draws the tokens.
    void setTokenStrip(QWidget *strip);
    void focusText();

private:
    void createText();
    QWidget *createHint(const QStringList &examples);
    QWidget *createControls();
    QWidget *createUnitSwitch();
    void createSpecialTokenMenu();
    void createImportanceMenu();
    void layOut(QWidget *controls);
    void connectSession();

    void submitText(const QString &text);
    void showRequest(const core::AnalysisRequest &request);
    void showSnapshot(const SnapshotPointer &snapshot);
    void showOptions(const ViewOptions &options);

    AnalysisSession &m_session;
    ViewState &m_options;
    SentenceInput *m_text = nullptr;
    QStackedWidget *m_tokens = nullptr;
    QWidget *m_hint = nullptr;
    QWidget *m_strip = nullptr;
    QLabel *m_cutNote = nullptr;
    PredictionPanel *m_prediction = nullptr;
    ChoiceButton *m_importance = nullptr;
    ChoiceButton *m_specialTokens = nullptr;
    QButtonGroup *m_units = nullptr;
};

} // namespace ui
