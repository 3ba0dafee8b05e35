#include "ui/render/curve_look.h"

#include <array>

namespace ui {
namespace {

// In their order: dashes, dots, dashes with a dot, long dashes, and dashes with two dots.
QList<qreal> dashesOf(int reference)
{
    static const std::array<QList<qreal>, 5> patterns{
        {{4, 3}, {2, 2.5}, {7, 2.5, 2, 2.5}, {12, 4}, {7, 2.5, 2, 2.5, 2, 2.5}}};
    return patterns[static_cast<std::size_t>(reference) % patterns.size()];
}

}  // namespace

QColor colorOf(core::CurveRole role, const Theme &theme)
{
    switch (role) {
    case core::CurveRole::Crowd: return mixed(theme.accent, theme.card, 0.66);
    case core::CurveRole::Reference: return theme.mutedText;
    case core::CurveRole::Secondary: return theme.secondAccent;
    case core::CurveRole::Primary: break;
    }
    return theme.accent;
}

QPen penOf(const core::Curve &curve, int reference, const FigureStyle &style)
{
    const bool isReference = curve.role == core::CurveRole::Reference;
    const bool isMain = curve.role == core::CurveRole::Primary || curve.role == core::CurveRole::Secondary;
    QPen pen(colorOf(curve.role, style.theme), isMain ? style.curves.mainLine : style.curves.thinLine, Qt::SolidLine,
             Qt::RoundCap, Qt::RoundJoin);
    if (isReference || curve.isDashed)
        pen.setDashPattern(dashesOf(isReference ? reference : 0));
    return pen;
}

QColor bandColor(const core::CurveBand &band, const FigureStyle &style)
{
    QColor color = band.isReference ? style.theme.mutedText : style.theme.accent;
    color.setAlphaF(band.isReference ? 0.24F : 0.14F);
    return color;
}

QPen bandEdge(const core::CurveBand &band, const FigureStyle &style)
{
    return band.isReference ? QPen(mixed(style.theme.mutedText, style.theme.card, 0.35), style.hairlineWidth)
                            : QPen(Qt::NoPen);
}

QPen markPen(const core::Curve &curve, const FigureStyle &style)
{
    const QColor color = curve.role == core::CurveRole::Primary ? style.theme.text : colorOf(curve.role, style.theme);
    return {color, style.curves.markLine, Qt::SolidLine, Qt::FlatCap};
}

QPen boundPen(const FigureStyle &style)
{
    QPen pen(style.theme.secondAccent, style.curves.thinLine);
    pen.setDashPattern({3, 3});
    return pen;
}

}  // namespace ui
