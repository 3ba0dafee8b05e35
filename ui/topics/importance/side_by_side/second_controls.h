#pragma once

#include "ui/session/open_models.h"
#include "ui/session/workbench.h"

#include <QWidget>

class QToolButton;

namespace ui {

class ChoiceMenu;

// The second model, or the pinned answer, and a button that swaps the sides.
class SecondModelMenu : public QWidget
{
    Q_OBJECT

public:
    SecondModelMenu(Workbench &workbench, OpenModels &models, QWidget *parent = nullptr);

private:
    void refresh();
    void choose(int choice);

    Workbench &m_workbench;
    OpenModels &m_models;
    std::vector<std::filesystem::path> m_offered;  // behind "same model"
    ChoiceMenu *m_model = nullptr;
    bool m_offersPin = false;  // behind the models
    QToolButton *m_swap = nullptr;
};

// The field of the second sentence, with its name before it.
QWidget *createSecondText(Workbench &workbench);

}  // namespace ui
