#include "ui/theme/symbol_text.h"

#include <QFont>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {
namespace {

constexpr double belowSize = 0.75;  // of letters below the line, as a share of the others
constexpr double belowDrop = 0.2;   // how far they lie below it, as a share of the others' size

const QRegularExpression &symbol()
{
    static const QRegularExpression pattern(QStringLiteral("(?<![A-Za-z0-9_])([A-Za-z])_([A-Za-z0-9])(?![A-Za-z0-9_])"));
    return pattern;
}

struct Run {
    QString text;
    bool isBelow = false;
};

std::vector<Run> runsOf(const QString &name)
{
    std::vector<Run> runs;
    qsizetype begin = 0;
    for (auto found = symbol().globalMatch(name); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        runs.push_back({name.mid(begin, match.capturedEnd(1) - begin)});
        runs.push_back({match.captured(2), true});
        begin = match.capturedEnd();
    }
    if (begin < name.size())
        runs.push_back({name.mid(begin)});
    return runs;
}

}  // namespace

void drawSymbols(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &name)
{
    const std::vector<Run> runs = runsOf(name);
    if (runs.size() < 2) {
        painter.drawText(box, int(alignment) | Qt::AlignVCenter | Qt::TextDontClip | Qt::TextSingleLine, name);
        return;
    }
    const QFont plain = painter.font();
    const int size = QFontInfo(plain).pixelSize();
    QFont below(plain);
    below.setPixelSize(std::max(1, static_cast<int>(std::lround(belowSize * size))));
    const auto widthOf = [&](const Run &run) {
        return QFontMetricsF(run.isBelow ? below : plain).horizontalAdvance(run.text);
    };
    double width = 0;
    for (const Run &run : runs)
        width += widthOf(run);
    const double share = alignment.testFlag(Qt::AlignRight) ? 1 : alignment.testFlag(Qt::AlignHCenter) ? 0.5 : 0;
    const QFontMetricsF metrics(plain);
    const double line = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    double x = box.left() + share * (box.width() - width);
    for (const Run &run : runs) {
        painter.setFont(run.isBelow ? below : plain);
        painter.drawText(QPointF(x, line + (run.isBelow ? belowDrop * size : 0)), run.text);
        x += widthOf(run);
    }
    painter.setFont(plain);
}

QString symbolsInHtml(const QString &escaped)
{
    return QString(escaped).replace(symbol(), QStringLiteral("<i>\\1</i><sub>\\2</sub>"));
}

}  // namespace ui
