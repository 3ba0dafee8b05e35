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

QByteArray pdfFile(const FigurePage &page, bool outlinesText)
{
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(page.size, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setResolution(pdfResolution);
        writer.setTitle(page.title);
        writer.setCreator(page.description);
        QPainter painter(&writer);
        painter.setRenderHint(QPainter::LosslessImageRendering);
        constexpr int dotsPerPoint = pdfResolution / pointsPerInch;
        painter.scale(dotsPerPoint, dotsPerPoint);
        if (outlinesText) {
            OutlineDevice outlines(painter, page.size);
            QPainter onOutlines(&outlines);
            paintPage(onOutlines, page);
        } else {
            paintPage(painter, page);
        }
    }
    forgetTime(file);
    setExactWidth(file, page.size.width());
    return file;
}

QByteArray svgFile(const FigurePage &page, bool outlinesText)
{
    SvgDevice device({.size = page.size,
                      .title = page.title,
                      .description = page.description,
                      .outlinesText = outlinesText,
                      .genericFamily = paperFont(page.preset.family).generic});
    QPainter painter(&device);
    paintPage(painter, page);
    painter.end();
    return device.file();
}

QByteArray pngFile(const FigurePage &page, int dotsPerInch)
{
    const double scale = double(dotsPerInch) / pointsPerInch;
    QImage image(qRound(page.size.width() * scale), qRound(page.size.height() * scale), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(qRound(dotsPerInch / metersPerInch));
    image.setDotsPerMeterY(qRound(dotsPerInch / metersPerInch));
    image.setText(QStringLiteral("Title"), page.title);
    image.setText(QStringLiteral("Description"), page.description);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintPage(painter, page);
    painter.end();
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return file;
}

}  // namespace ui
