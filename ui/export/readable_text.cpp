#include "ui/export/readable_text.h"

#include "core/text/script_name.h"
#include "ui/theme/font_coverage.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/text_shaping.h"

#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace ui {
namespace {

// Takes the texts of a figure, whatever its kind, one by one.
template <typename Take>
class Texts
{
public:
    explicit Texts(Take take) : m_take(take) {}

    void operator()(core::HeatMapFigure &map) const
    {
        axis(map.rows);
        axis(map.columns);
        m_take(map.valueName);
        m_take(map.scaleNote);
    }
    void operator()(core::HeadStripFigure &strips) const
    {
        (*this)(strips.heads);
        (*this)(strips.together);
        m_take(strips.numbersName);
    }
    void operator()(core::HeadLinesFigure &lines) const
    {
        axis(lines.queries);
        axis(lines.keys);
    }
    void operator()(core::TokenStripFigure &strip) const
    {
        m_take(strip.measureName);
        for (core::TokenChip &chip : strip.chips)
            m_take(chip.label);
    }
    void operator()(core::BarFigure &bars) const
    {
        m_take(bars.valueName);
        for (core::Bar &bar : bars.bars)
            m_take(bar.label);
    }
    void operator()(core::CurveFigure &figure) const
    {
        for (core::CurveAxis *each : {&figure.x, &figure.y}) {
            m_take(each->name);
            for (core::AxisTick &tick : each->ticks)
                m_take(tick.label);
        }
        for (core::Curve &curve : figure.curves)
            m_take(curve.name);
        for (core::CurveBand &band : figure.bands)
            m_take(band.name);
        for (core::BoundLine &bound : figure.bounds)
            m_take(bound.label);
    }
    void operator()(core::HeadGridFigure &) const {}  // numbers alone

private:
    void axis(core::FigureAxis &axis) const
    {
        m_take(axis.name);
        for (core::AxisLabel &label : axis.labels)
            m_take(label.text);
    }

    Take m_take;
};

}  // namespace

QString codePointName(char32_t character)
{
    return QStringLiteral("U+%1").arg(uint(character), 4, 16, QLatin1Char('0')).toUpper();
}

QString missingNote(const std::set<char32_t> &missing)
{
    constexpr qsizetype mostNamed = 12;
    QStringList names;
    QStringList scripts;
    for (const char32_t character : missing) {
        names << codePointName(character);
        if (const QString script = qtText(core::scriptName(character)); !script.isEmpty() && !scripts.contains(script))
            scripts << script;
    }
    if (names.isEmpty())
        return {};
    const qsizetype more = names.size() - mostNamed;
    QString list = names.mid(0, mostNamed).join(QStringLiteral(", "));
    if (more > 0)
        list += QStringLiteral(" and %1 more").arg(more);
    if (!scripts.isEmpty())
        list += QStringLiteral(" (%1)").arg(scripts.join(QStringLiteral(", ")));
    return QStringLiteral("no installed font has %1: the code points stand in the labels instead").arg(list);
}

QString readableText(const QString &text, const QFont &font, std::set<char32_t> &missing)
{
    if (isDrawn(text, font))
        return text;
    QString readable;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; begin = end, end = finder.toNextBoundary()) {
        const QString cluster = text.mid(begin, end - begin);
        if (isDrawn(cluster, font)) {
            readable += cluster;
            continue;
        }
        for (const uint code : cluster.toUcs4()) {
            const auto character = static_cast<char32_t>(code);
            const QString alone = QString::fromUcs4(&character, 1);
            if (isDrawn(alone, font)) {
                readable += alone;
            } else if (isVisible(character)) {
                readable += codePointName(character);
                missing.insert(character);
            }
        }
    }
    return readable;
}

bool hasJoinedLetters(core::Figure &figure)
{
    bool hasSome = false;
    std::visit(Texts([&](const std::string &text) { hasSome = hasSome || needsShaping(qtText(text)); }), figure);
    return hasSome;
}

void makeReadable(core::Figure &figure, const QFont &font, std::set<char32_t> &missing)
{
    const auto make = [&](std::string &text) {
        const bool isLatin = std::ranges::all_of(text, [](char byte) { return byte >= ' ' && byte < '\x7f'; });
        if (!isLatin)
            text = readableText(qtText(text), font, missing).toStdString();
    };
    std::visit(Texts(make), figure);
}

}  // namespace ui
