#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/view_options.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace ui {

class ChoiceButton;

// How the tokens are shown: colored by which importance, as sub-words or words, with special tokens or without. One line. A measure
// that the shown model lacks is not offered; another stands in for it until a model has it.
class TokenControls : public QWidget
{
    Q_OBJECT

public:
    TokenControls(AnalysisSession &session, ViewState &options, QWidget *parent = nullptr);

private:
    void createImportanceMenu();
    void createUnitSwitch();
    void createSpecialTokenMenu();
    void addGroup(const QString &caption);
    void offerMeasures();
    void showOptions(const ViewOptions &options);
    template <typename Change>
    void changeOptions(Change change);

    AnalysisSession &m_session;
    ViewState &m_options;
    QHBoxLayout *m_row;
    ChoiceButton *m_importance = nullptr;
    QButtonGroup *m_units = nullptr;
    ChoiceButton *m_specialTokens = nullptr;
};

}  // namespace ui
