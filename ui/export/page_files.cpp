#include "ui/export/page_files.h"

#include "ui/export/outline_device.h"
#include "ui/export/paper_font.h"
#include "ui/export/svg_device.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include <cmath>

namespace ui {
namespace {

constexpr int pointsPerInch = 72;
constexpr int pdfResolution = 7200;  // coordinates of a hundredth of a point, and finer
constexpr double metersPerInch = 0.0254;

// The time of writing, which QPdfWriter has no setter for, is the only thing that differs from one writing to the next.
void forgetTime(QByteArray &file)
{
    const QByteArray mark = "/CreationDate (D:";
    const qsizetype at = file.indexOf(mark);
    if (at < 0)
        return;
    constexpr int digits = 14;
    file.replace(at + mark.size(), digits, QByteArray("20000101000000"));
    const qsizetype zone = at + mark.size() + digits;
    const qsizetype end = file.indexOf(')', zone);
    if (end > zone)
        file.replace(zone, end - zone, QByteArray(end - zone, ' ').replace(0, 1, "Z"));
}

// Qt rounds the page's width to whole points; what is painted beyond stays in the file.
void setExactWidth(QByteArray &file, double width)
{
    const QByteArray rounded = "/MediaBox [0 0 " + QByteArray::number(std::floor(width), 'f', 6);
    const QByteArray exact = "/MediaBox [0 0 " + QByteArray::number(width, 'f', 6);
    const qsizetype at = file.indexOf(rounded);
    if (at >= 0 && rounded.size() == exact.size())
        file.replace(at, rounded.size(), exact);
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
        writer.setTitle(sheet.title);
        writer.setCreator(sheet.description);
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
    forgetTime(file);
    setExactWidth(file, sheet.size.width());
    return file;
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
