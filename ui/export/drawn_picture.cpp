#include "ui/export/drawn_picture.h"

#include "core/figure/any/figure_table.h"
#include "ui/export/figure_formats.h"
#include "ui/export/paper_font.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace ui {
namespace {

constexpr std::array<std::string_view, 4> formatsOfPictures{"pdf", "svg", "png", "csv"};

const core::VenuePreset &usualPreset()
{
    return *core::venuePreset(core::FigureRecipe().preset);
}

}  // namespace

DrawnPicture drawnPicture(const PictureName &name, PicturePainter painter, std::string table)
{
    const core::VenuePreset &preset = usualPreset();
    const PaperFont font = paperFont(preset.family);
    QFont family = font.font;
    family.setStyleStrategy(QFont::PreferDefault);  // words of any script
    const FigureStyle style = FigureStyle::forPaper(family, unitsPerPoint, {preset.labelSize, preset.tickSize});
    const double width = preset.full * unitsPerPoint;
    const auto paint = [paintPicture = std::move(painter.paint), width, style](QPainter &onSheet) {
        onSheet.save();
        onSheet.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
        paintPicture(onSheet, width, style);
        onSheet.restore();
    };
    const QSizeF size = painter.size(width, style) / unitsPerPoint;
    return {.name = name,
            .sheet = {.size = QSizeF(std::max(preset.full, size.width()), std::ceil(size.height())),
                      .title = name.file,
                      .description = name.description,
                      .genericFamily = font.generic,
                      .paint = paint},
            .table = std::move(table)};
}

DrawnPicture drawnPicture(const PictureName &name, std::vector<core::Figure> figures)
{
    core::FigureRecipe recipe;
    recipe.panels.resize(figures.size());
    recipe.width = figures.size() > 1 ? core::PresetWidth::Full : core::PresetWidth::Column;
    const auto page = std::make_shared<const FigurePage>(figurePage(recipe, {.figures = std::move(figures),
                                                                             .title = name.file.toStdString(),
                                                                             .caption = name.description.toStdString(),
                                                                             .notes = {}}));
    PaintedSheet sheet = sheetOf(*page);
    sheet.paint = [page](QPainter &painter) { paintPage(painter, *page); };
    return {.name = name, .sheet = std::move(sheet), .table = core::figureTable(page->plotted)};
}

std::span<const std::string_view> pictureFormats()
{
    return formatsOfPictures;
}

core::Result<std::string> pictureBytes(const DrawnPicture &picture, std::string_view format)
{
    if (format == "pdf")
        return pdfFile(picture.sheet, /*outlinesText=*/false).toStdString();
    if (format == "svg")
        return svgFile(picture.sheet, /*outlinesText=*/true).toStdString();
    if (format == "csv")
        return picture.table;
    const int dots = core::FigureRecipe().dotsPerInch;
    if (const auto checked = checkDots(picture.sheet.size, dots); !checked)
        return checked.error();
    return pngFile(picture.sheet, dots).toStdString();
}

}  // namespace ui
