#include "ui/export/page_files.h"

#include "ui/export/outline_device.h"
#include "ui/export/paper_font.h"
#include "ui/export/pdf_edit.h"
#include "ui/export/svg_device.h"
#include "ui/export/weights_hash.h"
#include "ui/theme/qt_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace ui {
namespace {

constexpr int pointsPerInch = 72;
constexpr int pdfResolution = 7200;  // coordinates of a hundredth of a point, and finer
constexpr double metersPerInch = 0.0254;

// The models that the page is drawn of, with their weights as they are: "model compact-bert-sst2, sha256 9f86d0...".
QString provenanceOf(const FigurePage &page)
{
    QStringList parts;
    for (const core::DrawnModel &model : page.models) {
        QString part = QStringLiteral("model ") + qtText(core::modelName(model.path, model.path));
        if (const auto hash = weightsHash(model.path))
            part += QStringLiteral(", sha256 ") + qtText(*hash);
        parts << part;
    }
    parts << QStringLiteral("preset ") + qtText(std::string(page.preset.name));
    return parts.join(QStringLiteral("; "));
}

}  // namespace

PaintedSheet sheetOf(const FigurePage &page)
{
    return {.size = page.size,
            .title = page.title,
            .description = page.description,
            .genericFamily = paperFont(page.preset.family).generic,
            .paint = [&page](QPainter &painter) { paintPage(painter, page); }};
}

QByteArray pdfFile(const PaintedSheet &sheet, bool outlinesText)
{
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(sheet.size, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setResolution(pdfResolution);
        QPainter painter(&writer);
        painter.setRenderHint(QPainter::LosslessImageRendering);
        constexpr int dotsPerPoint = pdfResolution / pointsPerInch;
        painter.scale(dotsPerPoint, dotsPerPoint);
        if (outlinesText) {
            OutlineDevice outlines(painter, sheet.size);
            QPainter onOutlines(&outlines);
            sheet.paint(onOutlines);
        } else {
            sheet.paint(painter);
        }
    }
    const QString program = QStringLiteral("Attnscope ") + QCoreApplication::applicationVersion();
    setFacts(
        file,
        {.title = sheet.title, .subject = sheet.description, .keywords = sheet.provenance, .creator = program.trimmed()});
    setPageWidth(file, sheet.size.width());
    return file;
}

QByteArray pdfFile(const FigurePage &page, bool outlinesText)
{
    PaintedSheet sheet = sheetOf(page);
    sheet.provenance = provenanceOf(page);
    return pdfFile(sheet, outlinesText);
}

QByteArray svgFile(const PaintedSheet &sheet, bool outlinesText)
{
    SvgDevice device({.size = sheet.size,
                      .title = sheet.title,
                      .description = sheet.description,
                      .outlinesText = outlinesText,
                      .genericFamily = sheet.genericFamily});
    QPainter painter(&device);
    sheet.paint(painter);
    painter.end();
    return device.file();
}

QByteArray pngFile(const PaintedSheet &sheet, int dotsPerInch)
{
    const double scale = double(dotsPerInch) / pointsPerInch;
    QImage image(qRound(sheet.size.width() * scale), qRound(sheet.size.height() * scale), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(qRound(dotsPerInch / metersPerInch));
    image.setDotsPerMeterY(qRound(dotsPerInch / metersPerInch));
    image.setText(QStringLiteral("Title"), sheet.title);
    image.setText(QStringLiteral("Description"), sheet.description);
    QPainter painter(&image);
    painter.scale(scale, scale);
    sheet.paint(painter);
    painter.end();
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return file;
}

}  // namespace ui
