#pragma once

#include "ui/session/view_options.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace ui {

class ChoiceButton;

// How the tokens are shown: coloured by which importance, as sub-words or words, with special tokens or without. One line.
class TokenControls : public QWidget
{
    Q_OBJECT

public:
    explicit TokenControls(ViewState &options, QWidget *parent = nullptr);

private:
    void createImportanceMenu();
    void createUnitSwitch();
    void createSpecialTokenMenu();
    void addGroup(const QString &caption);
    void showOptions(const ViewOptions &options);
    template <typename Change>
    void changeOptions(Change change);

    ViewState &m_options;
    QHBoxLayout *m_row;
    ChoiceButton *m_importance = nullptr;
    QButtonGroup *m_units = nullptr;
    ChoiceButton *m_specialTokens = nullptr;
};

}  // namespace ui
