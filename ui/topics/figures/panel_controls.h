#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/workbench.h"

#include <QWidget>

class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace ui {

class ChoiceMenu;

// How the chosen panel looks, and which head it shows.
class PanelControls : public QWidget
{
    Q_OBJECT

public:
    explicit PanelControls(Workbench &workbench, QWidget *parent = nullptr);

    // A number that the page does not have shows nothing.
    void showPanel(int panel);

signals:
    void removeRequested(int panel);
    void moveRequested(int from, int to);

private:
    void createHead();
    void createLook();
    QWidget *createLimits();
    QWidget *createButtons();
    const core::FigurePanel *panel() const;
    void refresh();
    void showLimits(const core::FigurePanel &panel);
    void takeLimits();
    template <typename Change>
    void changePanel(Change change, const Gesture &gesture = {});

    Workbench &m_workbench;
    int m_panel = 0;
    QFormLayout *m_rows = nullptr;
    QLabel *m_kind = nullptr;
    QSpinBox *m_layer = nullptr;
    QSpinBox *m_head = nullptr;
    QDoubleSpinBox *m_height = nullptr;
    QWidget *m_limits = nullptr;
    QLineEdit *m_low = nullptr;
    QLineEdit *m_high = nullptr;
    ChoiceMenu *m_colors = nullptr;
    ChoiceMenu *m_gamma = nullptr;
    QWidget *m_buttons = nullptr;
};

}  // namespace ui
