#include "ui/export/figure_formats.h"

#include "core/figure/any/figure_table.h"
#include "ui/export/html_file.h"
#include "ui/export/page_files.h"
#include "ui/export/tex_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

namespace ui {
namespace {

constexpr std::array<std::string_view, 6> formats{"pdf", "svg", "png", "tex", "csv", "html"};
constexpr int pointsAnInch = 72;
constexpr int mostDots = 32767;  // along a side that Qt paints

std::string tableOf(const FigurePage &page)
{
    std::vector<core::Figure> figures;
    std::ranges::transform(page.panels, std::back_inserter(figures), &PagePanel::figure);
    return core::figureTable(figures);
}

}  // namespace

std::span<const std::string_view> figureFormats()
{
    return formats;
}

bool isFigureFormat(std::string_view extension)
{
    return std::ranges::find(formats, extension) != formats.end();
}

std::string listOfFigureFormats()
{
    std::string list;
    for (const std::string_view format : formats)
        list += (list.empty() ? "." : ", .") + std::string(format);
    return list;
}

core::Result<std::string> figureBytes(const FigurePage &page, const core::FigureRecipe &recipe, std::string_view format)
{
    const auto outlines = [&recipe](core::TextForm usual) {
        return recipe.textForm.value_or(usual) == core::TextForm::Outlines;
    };
    if (format == "pdf")
        return pdfFile(page, outlines(core::TextForm::Letters)).toStdString();
    if (format == "svg")
        return svgFile(page, outlines(core::TextForm::Outlines)).toStdString();
    if (format == "png") {
        const double longest = std::max(page.size.width(), page.size.height()) / pointsAnInch * recipe.dotsPerInch;
        if (longest > mostDots)
            return core::badInput("dpi: the picture would be " + std::to_string(std::lround(longest)) +
                                  " dots long, expected at most " + std::to_string(mostDots));
        return pngFile(page, recipe.dotsPerInch).toStdString();
    }
    if (format == "tex")
        return texFile(page).toStdString();
    if (format == "html")
        return htmlFile(page).toStdString();
    return tableOf(page);
}

}  // namespace ui
