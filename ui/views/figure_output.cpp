#include "ui/views/figure_output.h"

#include "core/base/json.h"
#include "core/recipe/recipe_json.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_inputs.h"
#include "ui/export/figure_sidecar.h"
#include "ui/export/page_files.h"
#include "ui/session/written_files.h"
#include "ui/theme/qt_text.h"

#include <QClipboard>
#include <QImage>
#include <QMimeData>
#include <QRegularExpression>

namespace ui {
namespace {

QString textOf(const core::Result<std::string> &bytes, QClipboard &clipboard, bool isTable)
{
    if (!bytes)
        return qtText(bytes.error().message);
    clipboard.setText(isTable ? tabbed(*bytes) : qtText(*bytes));
    return {};
}

}  // namespace

// A comma that stands between quotes is no separator; a tab in a label would be one.
QString tabbed(const std::string &csv)
{
    QString table;
    bool isQuoted = false;
    for (const QChar letter : qtText(csv)) {
        if (letter == u'"')
            isQuoted = !isQuoted;
        table += letter == u',' && !isQuoted ? QChar(u'\t') : letter == u'\t' ? QChar(u' ') : letter;
    }
    return table;
}

QString copyFigure(CopyForm form, const core::FigureRecipe &figure, const core::FigureContent &content,
                   QClipboard &clipboard)
{
    if (form == CopyForm::CommandLine) {
        clipboard.setText(qtText(figureCommandLine(figure, proposedName(content) + QStringLiteral(".pdf"))));
        return {};
    }
    const FigurePage page = figurePage(figure, content);
    switch (form) {
    case CopyForm::Image: clipboard.setImage(QImage::fromData(pngFile(page, dotsOfClipboard), "PNG")); break;
    case CopyForm::Values: return textOf(figureBytes(page, figure, "csv"), clipboard, true);
    case CopyForm::Latex: return textOf(figureBytes(page, figure, "tex"), clipboard, false);
    case CopyForm::CommandLine: break;
    }
    return {};
}

QString saveFigure(const core::FigureRecipe &figure, const core::FigureContent &content, const std::filesystem::path &file)
{
    if (!isFigureFormat(formatOf(file)))
        return QObject::tr("%1 must end in one of %2").arg(qtText(file.string()), qtText(listOfFigureFormats()));
    if (const auto apart = checkNotAnInput(figure, file); !apart)
        return qtText(apart.error().message);
    const FigurePage page = figurePage(figure, content);
    if (const auto checked = checkWidths(page); !checked)
        return qtText(checked.error().message);
    auto files = figureFiles(page, figure, file);
    if (!files)
        return qtText(files.error().message);
    std::vector<FileContent> contents;
    for (FigureFile &each : *files)
        contents.push_back({std::move(each.path), std::move(each.bytes)});
    const auto written = writeFiles(contents);
    return written ? QString() : qtText(written.error().message);
}

// The recipe goes in between two lines that no JSON has.
std::string figureCommandLine(const core::FigureRecipe &figure, const QString &fileName)
{
    return "attnscope figure - -o " + fileName.toStdString() + " <<'RECIPE'\n" + recipeText(figure) + "RECIPE\n";
}

QString proposedName(const core::FigureContent &content)
{
    static const QRegularExpression others(QStringLiteral("[^A-Za-z0-9._-]+"));
    QString name = qtText(content.title).replace(others, QStringLiteral("-"));
    while (name.startsWith(u'-') || name.startsWith(u'.'))
        name.remove(0, 1);
    return name.isEmpty() ? QStringLiteral("figure") : name.left(100);
}

}  // namespace ui
