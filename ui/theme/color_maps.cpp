#include "ui/theme/color_maps.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>

#include <algorithm>

namespace ui {
namespace {

using ColorMaps = QHash<QString, core::ColorMap>;

core::ColorMap readMap(const QString &path)
{
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    auto map = core::parseColorMap(isOpen ? file.readAll().toStdString() : std::string());
    if (!map)
        qFatal("%s: %s", qPrintable(path), map.error().message.c_str());  // a resource of this program
    return *std::move(map);
}

// Read once and never changed. Keyed by file: "viridis", "blues-dark".
const ColorMaps &shippedMaps()
{
    static const ColorMaps maps = [] {
        ColorMaps read;
        QDirIterator files(QStringLiteral(":/colormaps"), QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            read.insert(files.fileInfo().baseName(), readMap(path));
        }
        return read;
    }();
    return maps;
}

}  // namespace

QStringList sequentialColorMaps()
{
    return {QStringLiteral("blues"), QStringLiteral("viridis"), QStringLiteral("cividis"), QStringLiteral("green"),
            QStringLiteral("gray")};
}

const core::ColorMap &colorMap(const QString &name, const Theme &theme)
{
    const ColorMaps &maps = shippedMaps();
    const QString variant = theme.isDark ? QStringLiteral("-dark") : QStringLiteral("-light");
    for (const QString &file : {name + variant, name, QStringLiteral("blues") + variant})
        if (const auto found = maps.constFind(file); found != maps.constEnd())
            return *found;
    qFatal("the color maps are missing from this program's resources");
}

ColorTable colorTable(const QString &name, const Theme &theme)
{
    const core::ColorMap &map = colorMap(name, theme);
    ColorTable table;
    std::transform(map.colors.begin(), map.colors.end(), table.begin(),
                   [](const core::Rgb &color) { return qRgb(color.red, color.green, color.blue); });
    return table;
}

}  // namespace ui
