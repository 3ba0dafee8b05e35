#include "ui/export/latex_text.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainterPath>
#include <QTextBoundaryFinder>

#include <array>
#include <optional>

namespace ui {
namespace {

constexpr int unitsPerEm = 1000;

// What TeX reads as something else, and what its oldest fonts have in other places.
std::optional<QString> macroOf(char32_t character)
{
    static const QHash<char32_t, QString> macros{
        {U'#', QStringLiteral("\\#")},
        {U'%', QStringLiteral("\\%")},
        {U'&', QStringLiteral("\\&")},
        {U'_', QStringLiteral("\\_")},
        {U'$', QStringLiteral("\\$")},
        {U'{', QStringLiteral("\\{")},
        {U'}', QStringLiteral("\\}")},
        {U'\\', QStringLiteral("\\textbackslash{}")},
        {U'~', QStringLiteral("\\textasciitilde{}")},
        {U'^', QStringLiteral("\\textasciicircum{}")},
        {U'<', QStringLiteral("$<$")},
        {U'>', QStringLiteral("$>$")},
        {U'|', QStringLiteral("$|$")},
        {U'`', QStringLiteral("\\`{}")},
        {U'"', QStringLiteral("''")},
        {U'-', QStringLiteral("{-}")},  // two of them would be a dash
        {U'\'', QStringLiteral("{'}")},
        {U',', QStringLiteral("{,}")},  // in lists of labels
        {U'[', QStringLiteral("{[}")},
        {U']', QStringLiteral("{]}")},
        {U' ', QStringLiteral("\\ ")},
        {U'\u00a0', QStringLiteral("~")},
        {U'–', QStringLiteral("--")},
        {U'—', QStringLiteral("---")},
        {U'‘', QStringLiteral("`")},
        {U'’', QStringLiteral("'")},
        {U'“', QStringLiteral("``")},
        {U'”', QStringLiteral("''")},
        {U'…', QStringLiteral("\\ldots{}")},
        {U'−', QStringLiteral("$-$")},
        {U'×', QStringLiteral("$\\times$")},
        {U'·', QStringLiteral("$\\cdot$")},
        {U'±', QStringLiteral("$\\pm$")},
        {U'√', QStringLiteral("$\\surd$")},
        {U'≤', QStringLiteral("$\\le$")},
        {U'≥', QStringLiteral("$\\ge$")},
        {U'≠', QStringLiteral("$\\ne$")},
        {U'→', QStringLiteral("$\\rightarrow$")},
        {U'↓', QStringLiteral("$\\downarrow$")},
        {U'↑', QStringLiteral("$\\uparrow$")},
        {U'σ', QStringLiteral("$\\sigma$")},
        {U'Σ', QStringLiteral("$\\Sigma$")},
        {U'²', QStringLiteral("$^2$")},
        {U'½', QStringLiteral("$\\frac12$")},
        {U'ß', QStringLiteral("\\ss{}")},
        {U'æ', QStringLiteral("\\ae{}")},
        {U'Æ', QStringLiteral("\\AE{}")},
        {U'œ', QStringLiteral("\\oe{}")},
        {U'Œ', QStringLiteral("\\OE{}")},
        {U'ø', QStringLiteral("\\o{}")},
        {U'Ø', QStringLiteral("\\O{}")},
        {U'å', QStringLiteral("\\aa{}")},
        {U'Å', QStringLiteral("\\AA{}")},
        {U'ł', QStringLiteral("\\l{}")},
        {U'Ł', QStringLiteral("\\L{}")},
        {U'ı', QStringLiteral("\\i{}")},
        {U'¿', QStringLiteral("?`")},
        {U'¡', QStringLiteral("!`")},
    };
    const auto found = macros.constFind(character);
    return found == macros.constEnd() ? std::nullopt : std::optional(*found);
}

bool isPlain(char32_t character)
{
    return character > U' ' && character < U'\x7f';
}

// A letter with one accent that TeX puts on it.
std::optional<QString> composed(const QString &cluster)
{
    static const QHash<char16_t, QString> accents{
        {u'\u0300', QStringLiteral("`")}, {u'\u0301', QStringLiteral("'")},  {u'\u0302', QStringLiteral("^")},
        {u'\u0303', QStringLiteral("~")}, {u'\u0308', QStringLiteral("\"")}, {u'\u0304', QStringLiteral("=")},
        {u'\u0307', QStringLiteral(".")}, {u'\u0306', QStringLiteral("u")},  {u'\u030c', QStringLiteral("v")},
        {u'\u030b', QStringLiteral("H")}, {u'\u0327', QStringLiteral("c")}};
    const QString parts = cluster.normalized(QString::NormalizationForm_D);
    if (parts.size() != 2 || !parts[0].isLetter() || parts[0].unicode() > 0x7f)
        return std::nullopt;
    const auto accent = accents.constFind(parts[1].unicode());
    if (accent == accents.constEnd())
        return std::nullopt;
    const bool losesDot = (parts[0] == u'i' || parts[0] == u'j') && parts[1].unicode() != 0x0327;
    return QStringLiteral("\\%1{%2%3}").arg(*accent, losesDot ? QStringLiteral("\\") : QString(), parts[0]);
}

QString outlined(const QString &cluster, const QFont &outlines)
{
    QFont font(outlines);
    font.setPixelSize(unitsPerEm);
    QPainterPath path;
    path.addText(0, 0, font, cluster);
    if (path.isEmpty())
        return QStringLiteral("\\ ");
    const double advance = QFontMetricsF(font).horizontalAdvance(cluster) / unitsPerEm;
    return QStringLiteral("\\tikz[baseline=0pt,x=1em,y=1em]{\\useasboundingbox (0,0) rectangle (%1,0.7);\\fill %2;}")
        .arg(QString::number(advance, 'f', 4), tikzPath(path));
}

QString latexOf(const QString &cluster, const QFont &outlines)
{
    const QList<uint> characters = cluster.toUcs4();
    if (characters.size() == 1) {
        const auto character = static_cast<char32_t>(characters.front());
        if (const auto macro = macroOf(character))
            return *macro;
        if (isPlain(character))
            return cluster;
    }
    if (const auto letter = composed(cluster))
        return *letter;
    return outlined(cluster, outlines);
}

bool isOfOutlines(const QString &cluster)
{
    const QList<uint> characters = cluster.toUcs4();
    const bool isKnown = characters.size() == 1 && (macroOf(static_cast<char32_t>(characters.front())).has_value() ||
                                                    isPlain(static_cast<char32_t>(characters.front())));
    return !isKnown && !composed(cluster);
}

QString coordinates(QPointF point)
{
    return QStringLiteral("(%1,%2)").arg(point.x() / unitsPerEm, 0, 'f', 4).arg(-point.y() / unitsPerEm, 0, 'f', 4);
}

// Letters that join, as those of Arabic do, are outlined together.
QString textInLatex(const QString &text, const QFont &outlines)
{
    QString latex;
    QString pending;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype begin = 0;
    const auto flush = [&] {
        if (!pending.isEmpty())
            latex += outlined(pending, outlines);
        pending.clear();
    };
    for (qsizetype end = finder.toNextBoundary(); end > 0; begin = end, end = finder.toNextBoundary()) {
        const QString cluster = text.mid(begin, end - begin);
        if (isOfOutlines(cluster)) {
            pending += cluster;
            continue;
        }
        flush();
        latex += latexOf(cluster, outlines);
    }
    flush();
    return latex;
}

}  // namespace

QString latexText(const QString &text, const QFont &outlines)
{
    const qsizetype mark = text.indexOf(belowMark);
    if (mark < 1 || mark + 1 >= text.size())
        return textInLatex(text, outlines);
    return textInLatex(text.left(mark - 1), outlines) + QStringLiteral("$%1_%2$").arg(text[mark - 1], text[mark + 1]) +
           latexText(text.mid(mark + 2), outlines);
}

QString tikzPath(const QPainterPath &path)
{
    QString text;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            text += (text.isEmpty() ? QString() : QStringLiteral(" -- cycle ")) + coordinates(element);
            break;
        case QPainterPath::LineToElement: text += QStringLiteral(" -- ") + coordinates(element); break;
        case QPainterPath::CurveToElement:
            text += QStringLiteral(" .. controls %1 and %2 .. %3")
                        .arg(coordinates(element), coordinates(path.elementAt(index + 1)),
                             coordinates(path.elementAt(index + 2)));
            index += 2;
            break;
        case QPainterPath::CurveToDataElement: break;
        }
    }
    return text.isEmpty() ? text : text + QStringLiteral(" -- cycle");
}

}  // namespace ui
