#include "ui/export/figure_formats.h"

#include "ui/export/figure_inputs.h"
#include "ui/export/figure_sidecar.h"
#include "ui/export/html_file.h"
#include "ui/export/page_files.h"
#include "ui/export/tex_file.h"
#include "ui/theme/qt_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace ui {
namespace {

constexpr std::array<std::string_view, 6> formats{"pdf", "svg", "png", "tex", "csv", "html"};
constexpr int pointsAnInch = 72;
constexpr int mostDots = 32767;  // along a side that Qt paints

}  // namespace

std::span<const std::string_view> figureFormats()
{
    return formats;
}

bool isFigureFormat(std::string_view extension)
{
    return std::ranges::find(formats, extension) != formats.end();
}

std::string formatOf(const std::filesystem::path &file)
{
    std::string format = file.extension().string();
    format.erase(0, 1);
    std::ranges::transform(format, format.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return format;
}

std::string listOfFigureFormats()
{
    std::string list;
    for (const std::string_view format : formats)
        list += (list.empty() ? "." : ", .") + std::string(format);
    return list;
}

core::Result<void> checkDots(const QSizeF &points, int dotsPerInch)
{
    const double longest = std::max(points.width(), points.height()) / pointsAnInch * dotsPerInch;
    if (longest <= mostDots)
        return {};
    return core::badInput("the picture would be " + std::to_string(std::lround(longest)) + " dots long, expected at most " +
                          std::to_string(mostDots));
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
        if (const auto checked = checkDots(page.size, recipe.dotsPerInch); !checked)
            return core::badInput("dpi: " + checked.error().message);
        return pngFile(page, recipe.dotsPerInch).toStdString();
    }
    if (format == "tex")
        return texFile(page, QStringLiteral("figure")).text.toStdString();
    if (format == "html")
        return htmlFile(page).toStdString();
    return core::figureTable(page.plotted);
}

core::Result<std::vector<FigureFile>> figureFiles(const FigurePage &page, const core::FigureRecipe &recipe,
                                                  const std::filesystem::path &file)
{
    if (const auto unchanged = checkModels(page.models); !unchanged)
        return unchanged.error();
    const std::string format = formatOf(file);
    std::vector<FigureFile> files{{sidecarOf(file), sidecarText(recipe, file)}};
    if (format == "tex") {
        const TexFile tex = texFile(page, qtText(file.stem().string()));
        for (const TexImage &image : tex.images)
            files.push_back({file.parent_path() / image.name.toStdString(), image.png.toStdString()});
        files.push_back({file, tex.text.toStdString()});
        return files;
    }
    const auto bytes = figureBytes(page, recipe, format);
    if (!bytes)
        return bytes.error();
    files.push_back({file, *bytes});
    return files;
}

}  // namespace ui
