#include "ui/topics/figures/field_controls.h"

#include "core/recipe/recipe_json.h"
#include "core/recipe/used_fields.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/figures/form_rows.h"
#include "ui/topics/figures/page_binding.h"
#include "ui/widgets/choice_menu.h"

#include <QLayoutItem>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace ui {
namespace {

using Json = nlohmann::json;

constexpr int lineWidth = 120;

QString nameOf(const core::OptionField &field)
{
    return qtText(std::string(field.name)).replace(u'_', u' ');
}

QString meaningOf(const core::OptionField &field)
{
    return field.meaning.empty() ? nameOf(field) : qtText(std::string(field.meaning));
}

// Of what is typed; nothing where it is empty.
std::optional<Json> valueOf(const core::OptionField &field, const QString &text)
{
    const std::string typed = text.trimmed().toStdString();
    if (typed.empty())
        return std::nullopt;
    if (field.form == core::FieldForm::Text)
        return Json(text.toStdString());
    Json value = Json::parse(typed, nullptr, /*allow_exceptions=*/false);
    return value.is_discarded() ? Json(typed) : value;
}

QString textOf(const nlohmann::ordered_json &value)
{
    return value.is_null() ? QString() : qtText(value.is_string() ? value.get<std::string>() : value.dump());
}

std::vector<core::OptionField> fieldsOf(core::PanelKind kind)
{
    std::vector<core::OptionField> fields = core::panelFields(kind);
    std::ranges::copy(core::sourceFields(kind), std::back_inserter(fields));
    return fields;
}

}  // namespace

FieldControls::FieldControls(Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_form(new QWidget), m_problem(wrappedLabel())
{
    setObjectName(QStringLiteral("fieldControls"));
    m_problem->setObjectName(QStringLiteral("fieldProblem"));
    setRole(*m_problem, Role::Note);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_form);
    column->addWidget(m_problem);
    connect(&m_workbench, &Workbench::changed, this, &FieldControls::refresh);
}

void FieldControls::showPanel(int panel)
{
    if (panel != m_panel) {
        m_problem->hide();
        for (const Row &row : m_rows) {
            if (row.line)
                row.line->setModified(false);  // what was begun was about the panel before
        }
    }
    m_panel = panel;
    refresh();
}

void FieldControls::refresh()
{
    const std::vector<core::FigurePanel> &panels = m_workbench.state().figures.page.panels;
    const bool isThere = m_panel >= 0 && static_cast<std::size_t>(m_panel) < panels.size();
    setVisible(isThere);
    if (!isThere)
        return;
    const core::FigurePanel &panel = panels[static_cast<std::size_t>(m_panel)];
    if (m_kind != panel.kind)
        createRows(panel.kind);
    const nlohmann::ordered_json json = core::panelJson(panel);
    for (const Row &row : m_rows)
        showValue(row, json);
}

void FieldControls::createRows(core::PanelKind kind)
{
    m_kind = kind;
    m_rows.clear();
    auto *form = new QWidget;
    QFormLayout *rows = formRows(*form);
    for (const core::OptionField &field : fieldsOf(kind)) {
        m_rows.push_back(createRow(field));
        QWidget *control = m_rows.back().menu ? static_cast<QWidget *>(m_rows.back().menu) : m_rows.back().line;
        control->setObjectName(QStringLiteral("field-") + qtText(std::string(field.name)));
        addRow(*rows, nameOf(field), control);
    }
    const std::unique_ptr<QLayoutItem> replaced(layout()->replaceWidget(m_form, form));
    m_form->setParent(nullptr);
    m_form->deleteLater();
    m_form = form;
}

FieldControls::Row FieldControls::createRow(const core::OptionField &field)
{
    Row row{.field = field};
    if (field.form == core::FieldForm::Choice || field.form == core::FieldForm::Flag) {
        row.menu = new ChoiceMenu(meaningOf(field));
        QStringList choices{tr("as usual")};
        if (field.form == core::FieldForm::Flag)
            choices << tr("no") << tr("yes");
        for (const std::string_view choice : field.choices)
            choices << qtText(std::string(choice));
        row.menu->setChoices(choices);
        connect(row.menu, &ChoiceMenu::chosen, this, [this, field](int choice) { takeChoice(field, choice); });
        return row;
    }
    row.line = new QLineEdit;
    row.line->setAccessibleName(meaningOf(field));
    row.line->setToolTip(plainToolTip(meaningOf(field)));
    row.line->setPlaceholderText(tr("as usual"));
    row.line->setFixedWidth(lineWidth);
    connect(row.line, &QLineEdit::editingFinished, this, [this, field, line = row.line] { takeLine(field, *line); });
    return row;
}

void FieldControls::showValue(const Row &row, const nlohmann::ordered_json &panel)
{
    const auto found = panel.find(row.field.name);
    const bool isSet = found != panel.end() && !found->is_null();
    if (row.line) {
        if (!row.line->isModified()) {
            row.line->setText(isSet ? textOf(*found) : QString());
            row.line->setCursorPosition(0);  // a long one is read from its beginning
        }
        return;
    }
    int choice = 0;
    if (isSet && found->is_boolean())
        choice = found->get<bool>() ? 2 : 1;
    else if (isSet && found->is_string()) {
        const auto place = std::ranges::find(row.field.choices, found->get_ref<const std::string &>());
        choice = place == row.field.choices.end() ? 0 : static_cast<int>(place - row.field.choices.begin()) + 1;
    }
    row.menu->setCurrent(choice);
}

void FieldControls::takeChoice(const core::OptionField &field, int choice)
{
    if (choice == 0)
        return set(field, std::nullopt);
    const auto place = static_cast<std::size_t>(choice - 1);
    set(field, field.form == core::FieldForm::Flag ? Json(place == 1) : Json(std::string(field.choices[place])));
}

void FieldControls::takeLine(const core::OptionField &field, QLineEdit &line)
{
    if (!line.isModified())
        return;
    line.setModified(false);
    set(field, valueOf(field, line.text()));
}

// By way of the recipe, so that what it refuses is refused here.
void FieldControls::set(const core::OptionField &field, const std::optional<Json> &value)
{
    const std::vector<core::FigurePanel> &panels = m_workbench.state().figures.page.panels;
    Json json = core::panelJson(panels[static_cast<std::size_t>(m_panel)]);
    const std::string name(field.name);
    if (value)
        json[name] = *value;
    else
        json.erase(name);
    const auto changed = core::panelOf(json);
    m_problem->setText(changed ? QString() : qtText(changed.error().message));
    m_problem->setVisible(!changed);
    if (!changed)
        return refresh();
    changePage(m_workbench, [&](core::FigureRecipe &page) { page.panels[static_cast<std::size_t>(m_panel)] = *changed; });
    refresh();
}

}  // namespace ui
