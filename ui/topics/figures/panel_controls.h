#pragma once

#include "core/figure/any/any_figure.h"
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
class FieldControls;

// How the chosen panel looks, which head it shows, and what its kind is set to.
class PanelControls : public QWidget
{
    Q_OBJECT

public:
    explicit PanelControls(Workbench &workbench, QWidget *parent = nullptr);

    // A number that the page does not have shows nothing. The picture as it was drawn, null where it has not been, decides what can be
    // set.
    void showPanel(int panel, const core::Figure *drawn);

signals:
    void removeRequested(int panel);
    void moveRequested(int from, int to);

private:
    void createHead();
    void createLook();
    void createLabels();
    void createTokens();
    QWidget *createLimits();
    void addRows();
    QWidget *createButtons();
    const core::FigurePanel *panel() const;
    void refresh();
    void showLimits(const core::FigurePanel &panel);
    void showLabels(const core::PanelLook &look);
    void offerFields(const core::PanelKindDescription &kind);
    void takeLimits();
    void takeTokens();
    template <typename Change>
    void changePanel(Change change, const Gesture &gesture = {});

    Workbench &m_workbench;
    // What the drawn picture has.
    struct Abilities {
        bool limits = false;
        bool labels = false;
        bool tokens = false;
        bool legend = false;
    };
    static Abilities abilitiesOf(const core::Figure &figure);

    int m_panel = 0;
    Abilities m_abilities;
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
    ChoiceMenu *m_angle = nullptr;
    ChoiceMenu *m_every = nullptr;
    ChoiceMenu *m_numbers = nullptr;
    ChoiceMenu *m_legend = nullptr;
    QLineEdit *m_tokens = nullptr;
    FieldControls *m_fields = nullptr;
    QWidget *m_buttons = nullptr;
};

}  // namespace ui
