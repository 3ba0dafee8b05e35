#include "app/commands/figure_gallery.h"

#include "app/bundled_material.h"
#include "core/base/input_file.h"
#include "core/recipe/gallery.h"
#include "ui/export/figure_formats.h"
#include "ui/session/written_files.h"

#include <algorithm>
#include <ostream>

namespace app {
namespace {

core::Result<void> drawFigure(core::GalleryFigure figure, core::PanelAnswerer &answerer, const std::filesystem::path &file,
                              std::ostream &out)
{
    const auto draft = ui::drawnPage(figure.recipe, answerer, {});
    if (!draft)
        return core::inContext(std::string(figure.name), draft.error());
    figure.recipe.caption = core::galleryCaption(figure, draft->description.toStdString());
    const auto page = ui::drawnPage(figure.recipe, answerer, {});
    if (!page)
        return page.error();
    auto files = ui::figureFiles(*page, figure.recipe, file);
    if (!files)
        return files.error();
    std::vector<ui::FileContent> contents;
    for (ui::FigureFile &each : *files)
        contents.push_back({std::move(each.path), std::move(each.bytes)});
    const auto written = ui::writeFiles(contents);
    if (written)
        out << core::pathText(file) << '\n' << figure.recipe.caption << "\n\n";
    return written;
}

}  // namespace

core::Result<void> drawGallery(const std::filesystem::path &folder, const std::string &format, std::ostream &out)
{
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        return core::badInput(core::pathText(folder) + " cannot be made: " + failure.message());
    const std::vector<std::filesystem::path> bundled = bundledModels();
    const auto modelNamed = [&bundled](std::string_view name) {
        const auto found = std::ranges::find_if(bundled, [name](const auto &model) { return model.filename() == name; });
        return found == bundled.end() ? std::filesystem::path(name) : *found;
    };
    core::PanelAnswerer answerer;
    for (const core::GalleryFigure &figure : core::galleryFigures(modelNamed)) {
        const std::filesystem::path file = folder / (std::string(figure.name) + '.' + format);
        if (const auto drawn = drawFigure(figure, answerer, file, out); !drawn)
            return drawn;
    }
    return {};
}

}  // namespace app
