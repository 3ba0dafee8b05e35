#include "ui/topics/figures/page_controls.h"

#include "core/recipe/venue_preset.h"
#include "ui/theme/qt_text.h"
#include "ui/topics/figures/form_rows.h"
#include "ui/topics/figures/page_binding.h"
#include "ui/widgets/choice_menu.h"

#include <QDoubleSpinBox>
#include <QSignalBlocker>

#include <algorithm>

namespace ui {
namespace {

constexpr double millimetersOfAPoint = 25.4 / 72;
constexpr int mostColumns = 4;
enum WidthChoice { ColumnChoice, FullChoice, CustomChoice };

const core::VenuePreset &presetOf(const core::FigureRecipe &page)
{
    const core::VenuePreset *preset = core::venuePreset(page.preset);
    return preset ? *preset : core::venuePresets().front();
}

QString millimetersText(double points)
{
    return QString::number(points * millimetersOfAPoint, 'f', 1) + QStringLiteral(" mm");
}

double widthInPoints(const core::FigureRecipe &page)
{
    if (const auto *millimeters = std::get_if<double>(&page.width))
        return *millimeters / millimetersOfAPoint;
    const core::VenuePreset &preset = presetOf(page);
    return std::get<core::PresetWidth>(page.width) == core::PresetWidth::Column ? preset.columnWidth() : preset.full;
}

}  // namespace

PageControls::PageControls(Workbench &workbench, QWidget *parent) : QWidget(parent), m_workbench(workbench)
{
    setObjectName(QStringLiteral("pageControls"));
    createVenue();
    createWidth();
    createColumns();
    createLimits();
    createTextForm();
    QFormLayout *rows = formRows(*this);
    addRow(*rows, tr("venue"), m_venue);
    addRow(*rows, tr("width"), m_width);
    rows->addRow(QString(), m_millimeters);
    addRow(*rows, tr("panels"), m_columns);
    addRow(*rows, tr("colors"), m_limits);
    addRow(*rows, tr("text"), m_textForm);
    connect(&m_workbench, &Workbench::changed, this, &PageControls::showPage);
    showPage();
}

void PageControls::createVenue()
{
    m_venue = new ChoiceMenu(tr("Venue"));
    m_venue->setObjectName(QStringLiteral("pageVenue"));
    QStringList names;
    QStringList bases;
    for (const core::VenuePreset &preset : core::venuePresets()) {
        names << qtText(std::string(preset.venue));
        bases << tr("Text of %1 and %2 pt. %3.")
                     .arg(preset.labelSize)
                     .arg(preset.tickSize)
                     .arg(qtText(std::string(preset.basis)));
    }
    m_venue->setChoices(names);
    m_venue->setToolTips(bases);
    connect(m_venue, &ChoiceMenu::chosen, this, [this](int choice) {
        changePage(m_workbench, [choice](core::FigureRecipe &page) {
            page.preset = core::venuePresets()[static_cast<std::size_t>(choice)].name;
        });
    });
}

void PageControls::createWidth()
{
    m_width = new ChoiceMenu(tr("Width of the page"));
    m_width->setObjectName(QStringLiteral("pageWidth"));
    m_millimeters = lengthField(QStringLiteral("pageMillimeters"), tr("Width of the page in millimeters"), 10, 2000);
    connect(m_width, &ChoiceMenu::chosen, this, &PageControls::chooseWidth);
    connect(m_millimeters, &QDoubleSpinBox::valueChanged, this, [this](double millimeters) {
        changePage(m_workbench, [millimeters](core::FigureRecipe &page) { page.width = millimeters; },
                   {.name = "pageWidth"});
    });
}

void PageControls::createColumns()
{
    m_columns = new ChoiceMenu(tr("Panels in a row"));
    m_columns->setObjectName(QStringLiteral("pageColumns"));
    QStringList choices{tr("all in one row")};
    for (int columns = 1; columns <= mostColumns; ++columns)
        choices << tr("%1 in a row").arg(columns);
    m_columns->setChoices(choices);
    connect(m_columns, &ChoiceMenu::chosen, this,
            [this](int choice) { changePage(m_workbench, [choice](core::FigureRecipe &page) { page.columns = choice; }); });
}

void PageControls::createLimits()
{
    m_limits = new ChoiceMenu(tr("Limits of the maps' colors"));
    m_limits->setObjectName(QStringLiteral("pageLimits"));
    m_limits->setChoices({tr("each panel its own"), tr("one scale and bar")});
    m_limits->setToolTips({tr("Each map's colors have limits and a color bar of their own."),
                           tr("All maps, of one measure, share the limits of their colors and one color bar.")});
    connect(m_limits, &ChoiceMenu::chosen, this, [this](int choice) {
        changePage(m_workbench, [choice](core::FigureRecipe &page) { page.sharesLimits = choice == 1; });
    });
}

void PageControls::createTextForm()
{
    m_textForm = new ChoiceMenu(tr("Text in PDF and SVG"));
    m_textForm->setObjectName(QStringLiteral("pageTextForm"));
    m_textForm->setChoices({tr("as the format has it"), tr("as letters"), tr("as outlines")});
    m_textForm->setToolTips({tr("Letters in PDF, so that it can be searched; outlines in SVG, which carries no fonts."),
                             tr("It can be searched and copied; SVG then needs the font."),
                             tr("It needs no font and cannot be searched.")});
    connect(m_textForm, &ChoiceMenu::chosen, this, [this](int choice) {
        changePage(m_workbench, [choice](core::FigureRecipe &page) {
            page.textForm = choice == 0 ? std::nullopt : std::optional(static_cast<core::TextForm>(choice - 1));
        });
    });
}

void PageControls::chooseWidth(int choice)
{
    changePage(m_workbench, [choice](core::FigureRecipe &page) {
        if (choice == CustomChoice)
            page.width = widthInPoints(page) * millimetersOfAPoint;
        else
            page.width = choice == ColumnChoice ? core::PresetWidth::Column : core::PresetWidth::Full;
    });
}

void PageControls::showPage()
{
    const core::FigureRecipe &page = m_workbench.state().figures.page;
    const core::VenuePreset &preset = presetOf(page);
    m_venue->setCurrent(static_cast<int>(&preset - core::venuePresets().data()));
    m_width->setChoices({tr("one column, %1").arg(millimetersText(preset.columnWidth())),
                         tr("full width, %1").arg(millimetersText(preset.full)), tr("custom")});
    m_width->setOffered(ColumnChoice, preset.column.has_value());
    const bool isCustom = std::holds_alternative<double>(page.width);
    const bool isFull = !isCustom && (std::get<core::PresetWidth>(page.width) == core::PresetWidth::Full || !preset.column);
    m_width->setCurrent(isCustom ? CustomChoice : isFull ? FullChoice : ColumnChoice);
    m_millimeters->setVisible(isCustom);
    const QSignalBlocker quiet(m_millimeters);
    m_millimeters->setValue(widthInPoints(page) * millimetersOfAPoint);
    m_columns->setCurrent(std::min(page.columns, mostColumns));
    m_limits->setCurrent(page.sharesLimits ? 1 : 0);
    m_textForm->setCurrent(page.textForm ? static_cast<int>(*page.textForm) + 1 : 0);
}

}  // namespace ui
