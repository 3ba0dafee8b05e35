#include "ui/topics/figures/panel_controls.h"

#include "ui/theme/color_maps.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/figures/form_rows.h"
#include "ui/topics/figures/page_binding.h"
#include "ui/widgets/choice_menu.h"

#include <QDoubleSpinBox>
#include <QDoubleValidator>
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
constexpr int mostIndex = 9999;      // what a model does not have, the page says
constexpr double tallestPlot = 500;  // millimeters
constexpr double noHeight = 4;       // stands for "auto", as 5 is the least

QToolButton *quietButton(const char *objectName, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(QString::fromLatin1(objectName));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
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
    m_rows = formRows(*this);
    m_rows->addRow(m_kind);
    addRow(*m_rows, tr("layer"), m_layer);
    addRow(*m_rows, tr("head"), m_head);
    addRow(*m_rows, tr("height"), m_height);
    addRow(*m_rows, tr("limits"), m_limits);
    addRow(*m_rows, tr("colors"), m_colors);
    addRow(*m_rows, tr("gamma"), m_gamma);
    m_rows->addRow(m_buttons);
    connect(&m_workbench, &Workbench::changed, this, &PanelControls::refresh);
    refresh();
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

QWidget *PanelControls::createLimits()
{
    const auto field = [this](const char *objectName, const QString &name) {
        auto *edit = new QLineEdit;
        edit->setObjectName(QString::fromLatin1(objectName));
        edit->setAccessibleName(name);
        edit->setPlaceholderText(tr("auto"));
        auto *validator = new QDoubleValidator(edit);
        validator->setLocale(QLocale::c());
        edit->setValidator(validator);
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

void PanelControls::showPanel(int panel)
{
    m_panel = panel;
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
    const auto offer = [this](QWidget *field, bool isOffered) {
        field->setVisible(isOffered);
        m_rows->labelForField(field)->setVisible(isOffered);
    };
    offer(m_layer, kind.hasHead);
    offer(m_head, kind.hasHead);
    offer(m_colors, kind.hasColors);
    offer(m_gamma, kind.hasColors);
    m_colors->setCurrent(std::max(0, static_cast<int>(sequentialColorMaps().indexOf(
                                         qtText(shown->look.colorMap.value_or(core::ColorOptions().colorMap))))));
    m_gamma->setCurrent(gammaChoice(shown->look.gamma.value_or(1)));
    showLimits(*shown);
}

void PanelControls::showLimits(const core::FigurePanel &panel)
{
    if (m_low->hasFocus() || m_high->hasFocus())
        return;
    const auto &limits = panel.look.limits;
    m_low->setText(limits ? QString::number((*limits)[0], 'g', 6) : QString());
    m_high->setText(limits ? QString::number((*limits)[1], 'g', 6) : QString());
}

// Both or none.
void PanelControls::takeLimits()
{
    bool hasLow = false;
    bool hasHigh = false;
    const double low = m_low->text().toDouble(&hasLow);
    const double high = m_high->text().toDouble(&hasHigh);
    const bool isNone = m_low->text().isEmpty() && m_high->text().isEmpty();
    if (!isNone && !(hasLow && hasHigh && low < high))
        return;
    changePanel([&](core::FigurePanel &panel) {
        if (isNone)
            panel.look.limits.reset();
        else
            panel.look.limits = {low, high};
    });
}

}  // namespace ui
