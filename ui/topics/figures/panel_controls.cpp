#include "ui/topics/figures/panel_controls.h"

#include "core/recipe/panel_limits.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/figures/field_controls.h"
#include "ui/topics/figures/form_rows.h"
#include "ui/topics/figures/page_binding.h"
#include "ui/widgets/choice_menu.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr std::array offeredGammas{1.0, 0.8, 0.6, 0.4};
constexpr std::array offeredAngles{0.0, 45.0, 60.0, 90.0};  // after "auto"
constexpr std::array offeredSteps{1, 2, 5, 10};             // likewise
constexpr int mostIndex = 9999;                             // what a model does not have, the page says
constexpr double tallestPlot = 500;                         // millimeters
constexpr double noHeight = 4;                              // stands for "auto", as 5 is the least

QToolButton *quietButton(const char *objectName, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(QString::fromLatin1(objectName));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
}

// "0-4, 7": the numbers, or none where it is no list of them.
std::optional<core::IndexList> numbersOf(const QString &text)
{
    constexpr int most = 100000;
    core::IndexList numbers;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QStringList ends = part.trimmed().split(u'-');
        bool isFirst = false;
        bool isLast = false;
        const int first = ends.front().trimmed().toInt(&isFirst);
        const int last = ends.back().trimmed().toInt(&isLast);
        if (ends.size() > 2 || !isFirst || !isLast || first < 0 || last < first || last > most)
            return std::nullopt;
        for (int number = first; number <= last; ++number)
            numbers.push_back(number);
    }
    core::IndexList sorted = numbers;
    std::ranges::sort(sorted);
    return std::ranges::adjacent_find(sorted) == sorted.end() ? std::optional(numbers) : std::nullopt;
}

QString textOf(const core::IndexList &numbers)
{
    QStringList parts;
    for (std::size_t index = 0; index < numbers.size();) {
        std::size_t end = index + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1)
            ++end;
        parts << (end - index > 1 ? QStringLiteral("%1-%2").arg(numbers[index]).arg(numbers[end - 1])
                                  : QString::number(numbers[index]));
        index = end;
    }
    return parts.join(QStringLiteral(", "));
}

template <typename Offered, typename Value>
int choiceAmong(const Offered &offered, const std::optional<Value> &value)
{
    const auto found = value ? std::ranges::find(offered, *value) : offered.end();
    return found == offered.end() ? 0 : static_cast<int>(found - offered.begin()) + 1;
}

int gammaChoice(double gamma)
{
    const auto nearest =
        std::ranges::min_element(offeredGammas, {}, [gamma](double each) { return std::abs(each - gamma); });
    return static_cast<int>(nearest - offeredGammas.begin());
}

}  // namespace

PanelControls::PanelControls(Workbench &workbench, QWidget *parent) : QWidget(parent), m_workbench(workbench)
{
    setObjectName(QStringLiteral("panelControls"));
    m_kind = wrappedLabel();
    m_kind->setObjectName(QStringLiteral("panelKind"));
    createHead();
    createLook();
    m_limits = createLimits();
    m_buttons = createButtons();
    createLabels();
    createTokens();
    addRows();
    connect(&m_workbench, &Workbench::changed, this, &PanelControls::refresh);
    refresh();
}

void PanelControls::addRows()
{
    m_rows = formRows(*this);
    m_rows->addRow(m_kind);
    addRow(*m_rows, tr("layer"), m_layer);
    addRow(*m_rows, tr("head"), m_head);
    addRow(*m_rows, tr("height"), m_height);
    addRow(*m_rows, tr("limits"), m_limits);
    addRow(*m_rows, tr("colors"), m_colors);
    addRow(*m_rows, tr("gamma"), m_gamma);
    addRow(*m_rows, tr("tokens"), m_tokens);
    addRow(*m_rows, tr("labels"), m_every);
    addRow(*m_rows, tr("angle"), m_angle);
    addRow(*m_rows, tr("cells"), m_numbers);
    addRow(*m_rows, tr("legend"), m_legend);
    m_fields = new FieldControls(m_workbench);
    m_rows->addRow(m_fields);
    m_rows->addRow(m_buttons);
}

void PanelControls::createHead()
{
    m_layer = wholeNumberField(QStringLiteral("panelLayer"), tr("Layer, from 0"));
    m_head = wholeNumberField(QStringLiteral("panelHead"), tr("Head, from 0"));
    for (QSpinBox *field : {m_layer, m_head})
        field->setRange(0, mostIndex);
    connect(m_layer, &QSpinBox::valueChanged, this, [this](int layer) {
        changePanel([layer](core::FigurePanel &panel) { panel.layers = {layer}; }, {.name = "panelLayer"});
    });
    connect(m_head, &QSpinBox::valueChanged, this, [this](int head) {
        changePanel([head](core::FigurePanel &panel) { panel.heads = {head}; }, {.name = "panelHead"});
    });
}

void PanelControls::createLook()
{
    m_height = lengthField(QStringLiteral("panelHeight"), tr("Height of the plot in millimeters"), noHeight, tallestPlot);
    m_height->setSpecialValueText(tr("auto"));
    connect(m_height, &QDoubleSpinBox::valueChanged, this, [this](double height) {
        changePanel(
            [height](core::FigurePanel &panel) {
                panel.look.height = height > noHeight ? std::optional(std::max(5.0, height)) : std::nullopt;
            },
            {.name = "panelHeight"});
    });
    m_colors = new ChoiceMenu(tr("Color map"));
    m_colors->setObjectName(QStringLiteral("panelColors"));
    m_colors->setChoices(sequentialColorMaps());
    connect(m_colors, &ChoiceMenu::chosen, this, [this](int choice) {
        changePanel(
            [choice](core::FigurePanel &panel) { panel.look.colorMap = sequentialColorMaps().at(choice).toStdString(); });
    });
    m_gamma = new ChoiceMenu(tr("Gamma of the colors: below 1, weak attention is lifted"));
    m_gamma->setObjectName(QStringLiteral("panelGamma"));
    QStringList gammas;
    for (const double gamma : offeredGammas)
        gammas << QString::number(gamma);
    m_gamma->setChoices(gammas);
    connect(m_gamma, &ChoiceMenu::chosen, this, [this](int choice) {
        changePanel(
            [choice](core::FigurePanel &panel) { panel.look.gamma = offeredGammas[static_cast<std::size_t>(choice)]; });
    });
}

void PanelControls::createLabels()
{
    m_every = new ChoiceMenu(tr("Labels that are written"));
    m_every->setObjectName(QStringLiteral("panelEvery"));
    m_every->setChoices({tr("as there is room"), tr("every one"), tr("every 2nd"), tr("every 5th"), tr("every 10th")});
    connect(m_every, &ChoiceMenu::chosen, this, [this](int choice) {
        changePanel([choice](core::FigurePanel &panel) {
            panel.look.labelEvery =
                choice == 0 ? std::nullopt : std::optional(offeredSteps[static_cast<std::size_t>(choice - 1)]);
        });
    });
    m_angle = new ChoiceMenu(tr("Angle of the columns' labels"));
    m_angle->setObjectName(QStringLiteral("panelAngle"));
    m_angle->setChoices(
        {tr("as there is room"), QStringLiteral("0°"), QStringLiteral("45°"), QStringLiteral("60°"), QStringLiteral("90°")});
    connect(m_angle, &ChoiceMenu::chosen, this, [this](int choice) {
        changePanel([choice](core::FigurePanel &panel) {
            panel.look.labelAngle =
                choice == 0 ? std::nullopt : std::optional(offeredAngles[static_cast<std::size_t>(choice - 1)]);
        });
    });
    m_numbers = new ChoiceMenu(tr("Numbers in the cells of up to 12 x 12"));
    m_numbers->setObjectName(QStringLiteral("panelNumbers"));
    m_numbers->setChoices({tr("colors alone"), tr("with numbers")});
    connect(m_numbers, &ChoiceMenu::chosen, this,
            [this](int choice) { changePanel([choice](core::FigurePanel &panel) { panel.look.annotates = choice == 1; }); });
    m_legend = new ChoiceMenu(tr("Where the color bar or the curves' names stand"));
    m_legend->setObjectName(QStringLiteral("panelLegend"));
    connect(m_legend, &ChoiceMenu::chosen, this, [this](int choice) {
        changePanel([choice](core::FigurePanel &panel) {
            panel.look.legend = choice == 0 ? std::nullopt : std::optional(static_cast<core::LegendPlace>(choice - 1));
        });
    });
    m_legend->setChoices({tr("automatic"), tr("below"), tr("at the ends"), tr("none")});
}

void PanelControls::createTokens()
{
    m_tokens = new QLineEdit;
    m_tokens->setObjectName(QStringLiteral("panelTokens"));
    m_tokens->setAccessibleName(tr("Tokens or words that are shown, by their numbers from 0, such as 0-4, 7"));
    m_tokens->setToolTip(m_tokens->accessibleName());
    m_tokens->setPlaceholderText(tr("all"));
    m_tokens->setFixedWidth(120);
    connect(m_tokens, &QLineEdit::editingFinished, this, &PanelControls::takeTokens);
}

QWidget *PanelControls::createLimits()
{
    const auto field = [this](const char *objectName, const QString &name) {
        auto *edit = new QLineEdit;
        edit->setObjectName(QString::fromLatin1(objectName));
        edit->setAccessibleName(name);
        edit->setPlaceholderText(tr("auto"));
        edit->setFixedWidth(64);
        connect(edit, &QLineEdit::editingFinished, this, &PanelControls::takeLimits);
        return edit;
    };
    m_low = field("panelLow", tr("Lower limit of colors or of the y axis"));
    m_high = field("panelHigh", tr("Upper limit of colors or of the y axis"));
    auto *limits = new QWidget;
    auto *row = new QHBoxLayout(limits);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_low);
    row->addWidget(plainLabel(tr("to")));
    row->addWidget(m_high);
    return limits;
}

QWidget *PanelControls::createButtons()
{
    auto *forward = quietButton("panelForward", QStringLiteral("←"), tr("Move the panel forward (Ctrl+Left)"));
    auto *back = quietButton("panelBack", QStringLiteral("→"), tr("Move the panel back (Ctrl+Right)"));
    auto *remove = quietButton("panelRemove", tr("Remove"), tr("Take the panel off the page (Delete)"));
    connect(forward, &QToolButton::clicked, this, [this] { emit moveRequested(m_panel, m_panel - 1); });
    connect(back, &QToolButton::clicked, this, [this] { emit moveRequested(m_panel, m_panel + 1); });
    connect(remove, &QToolButton::clicked, this, [this] { emit removeRequested(m_panel); });
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QToolButton *button : {forward, back, remove})
        row->addWidget(button);
    row->addStretch(1);
    return buttons;
}

const core::FigurePanel *PanelControls::panel() const
{
    const std::vector<core::FigurePanel> &panels = m_workbench.state().figures.page.panels;
    return m_panel >= 0 && static_cast<std::size_t>(m_panel) < panels.size() ? &panels[static_cast<std::size_t>(m_panel)]
                                                                             : nullptr;
}

template <typename Change>
void PanelControls::changePanel(Change change, const Gesture &gesture)
{
    if (!panel())
        return;
    changePage(
        m_workbench, [this, &change](core::FigureRecipe &page) { change(page.panels[static_cast<std::size_t>(m_panel)]); },
        gesture);
}

PanelControls::Abilities PanelControls::abilitiesOf(const core::Figure &figure)
{
    const bool isMap =
        std::holds_alternative<core::HeatMapFigure>(figure) || std::holds_alternative<core::HeadStripFigure>(figure);
    const bool isCurve = std::holds_alternative<core::CurveFigure>(figure);
    const bool isLines = std::holds_alternative<core::HeadLinesFigure>(figure);
    const auto *map = std::get_if<core::HeatMapFigure>(&figure);
    return {.limits = isMap || isCurve,
            .labels = isMap,
            .tokens = isLines || (map && (map->rows.showsUnits || map->columns.showsUnits)),
            .legend = isMap || isCurve};
}

void PanelControls::showPanel(int panel, const core::Figure *drawn)
{
    // What was begun in a field was about the panel before.
    if (panel != m_panel) {
        for (QLineEdit *edit : {m_low, m_high, m_tokens})
            edit->setModified(false);
    }
    m_panel = panel;
    m_abilities = drawn ? abilitiesOf(*drawn) : Abilities();
    m_fields->showPanel(panel);
    refresh();
}

void PanelControls::refresh()
{
    const core::FigurePanel *shown = panel();
    setVisible(shown != nullptr);
    if (!shown)
        return;
    const core::PanelKindDescription &kind = core::describe(shown->kind);
    m_kind->setText(qtText(std::string(kind.title)));
    const QSignalBlocker quietLayer(m_layer);
    const QSignalBlocker quietHead(m_head);
    const QSignalBlocker quietHeight(m_height);
    m_layer->setValue(shown->layers.empty() ? 0 : shown->layers.front());
    m_head->setValue(shown->heads.empty() ? 0 : shown->heads.front());
    m_height->setValue(shown->look.height.value_or(noHeight));
    offerFields(kind);
    m_colors->setCurrent(std::max(0, static_cast<int>(sequentialColorMaps().indexOf(
                                         qtText(shown->look.colorMap.value_or(core::ColorOptions().colorMap))))));
    m_gamma->setCurrent(gammaChoice(shown->look.gamma.value_or(1)));
    showLimits(*shown);
    showLabels(shown->look);
}

// What is set stays to be seen, though the picture may not have it any more.
void PanelControls::offerFields(const core::PanelKindDescription &kind)
{
    const auto offer = [this](QWidget *field, bool isOffered) {
        field->setVisible(isOffered);
        m_rows->labelForField(field)->setVisible(isOffered);
    };
    const core::PanelLook &look = panel()->look;
    offer(m_layer, kind.hasHead);
    offer(m_head, kind.hasHead);
    offer(m_colors, kind.hasColors);
    offer(m_gamma, kind.hasColors);
    offer(m_limits, m_abilities.limits || look.limits);
    offer(m_tokens, m_abilities.tokens || look.tokens);
    offer(m_every, m_abilities.labels || look.labelEvery);
    offer(m_angle, m_abilities.labels || look.labelAngle);
    offer(m_numbers, m_abilities.labels || look.annotates);
    offer(m_legend, m_abilities.legend || look.legend);
}

void PanelControls::showLabels(const core::PanelLook &look)
{
    m_every->setCurrent(choiceAmong(offeredSteps, look.labelEvery));
    m_angle->setCurrent(choiceAmong(offeredAngles, look.labelAngle));
    m_numbers->setCurrent(look.annotates ? 1 : 0);
    m_legend->setCurrent(look.legend ? static_cast<int>(*look.legend) + 1 : 0);
    if (!m_tokens->isModified())
        m_tokens->setText(look.tokens ? textOf(*look.tokens) : QString());
}

void PanelControls::takeTokens()
{
    const auto numbers = m_tokens->isModified() ? numbersOf(m_tokens->text()) : std::nullopt;
    if (!numbers)
        return;
    m_tokens->setModified(false);
    changePanel([&numbers](core::FigurePanel &panel) {
        panel.look.tokens = numbers->empty() ? std::nullopt : std::optional(*numbers);
    });
}

void PanelControls::showLimits(const core::FigurePanel &panel)
{
    if (m_low->isModified() || m_high->isModified())
        return;
    const auto &limits = panel.look.limits;
    m_low->setText(limits ? QString::number((*limits)[0], 'g', 6) : QString());
    m_high->setText(limits ? QString::number((*limits)[1], 'g', 6) : QString());
}

// Both or none.
void PanelControls::takeLimits()
{
    if (!m_low->isModified() && !m_high->isModified())
        return;
    bool hasLow = false;
    bool hasHigh = false;
    const double low = m_low->text().toDouble(&hasLow);
    const double high = m_high->text().toDouble(&hasHigh);
    const bool isNone = m_low->text().isEmpty() && m_high->text().isEmpty();
    if (!isNone && !(hasLow && hasHigh && core::areLimits(low, high)))
        return;
    for (QLineEdit *edit : {m_low, m_high})
        edit->setModified(false);
    changePanel([&](core::FigurePanel &panel) {
        if (isNone)
            panel.look.limits.reset();
        else
            panel.look.limits = {low, high};
    });
}

}  // namespace ui
