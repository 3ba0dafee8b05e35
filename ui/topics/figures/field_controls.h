#pragma once

#include "core/recipe/option_fields.h"
#include "core/recipe/panel_kind.h"
#include "ui/session/workbench.h"

#include <nlohmann/json_fwd.hpp>

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace ui {

class ChoiceMenu;

// One row for each field that the kind of the chosen panel has in recipes, as `figure --describe` lists them: a menu for what is
// chosen, a line for what is typed, lists and objects as in JSON. What a field may not be is said below them, and the panel stays as it
// is.
class FieldControls : public QWidget
{
    Q_OBJECT

public:
    explicit FieldControls(Workbench &workbench, QWidget *parent = nullptr);

    // A number that the page does not have shows nothing.
    void showPanel(int panel);

private:
    struct Row {
        core::OptionField field;
        ChoiceMenu *menu = nullptr;  // of a choice or a flag
        QLineEdit *line = nullptr;   // of everything else
    };

    void refresh();
    void createRows(core::PanelKind kind);
    Row createRow(const core::OptionField &field);
    void showValue(const Row &row, const nlohmann::ordered_json &panel);
    void takeChoice(const core::OptionField &field, int choice);
    void takeLine(const core::OptionField &field, QLineEdit &line);
    void set(const core::OptionField &field, const std::optional<nlohmann::json> &value);

    Workbench &m_workbench;
    int m_panel = 0;
    std::optional<core::PanelKind> m_kind;  // whose rows there are
    std::vector<Row> m_rows;
    QWidget *m_form = nullptr;
    QLabel *m_problem = nullptr;
};

}  // namespace ui
