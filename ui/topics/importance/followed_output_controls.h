#pragma once

#include "ui/session/importance_desk.h"

#include <QWidget>

class QHBoxLayout;

namespace ui {

class ChoiceMenu;

// Which number of the model's answer the measures follow: of which class or piece, and as probability or logit. Hidden where the model
// answers nothing.
class FollowedOutputControls : public QWidget
{
    Q_OBJECT

public:
    struct Name {
        std::string asked;  // in the spelling of the model's config or vocabulary
        std::string shown;
    };

    FollowedOutputControls(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

private:
    void createMenus();
    void refresh();
    void chooseName(int choice);

    AnalysisSession &m_session;
    Workbench &m_workbench;
    std::vector<Name> m_names;  // what can be followed, behind the most probable
    ChoiceMenu *m_name = nullptr;
    ChoiceMenu *m_quantity = nullptr;
};

}  // namespace ui
