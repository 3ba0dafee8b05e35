#include "ui/widgets/fact_list.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/text_scale.h"

#include <QPainter>

namespace ui {
namespace {

constexpr int groupGap = 6;

int factHeight()
{
    return scaledToText(16);
}

void drawFact(QPainter &painter, const QRectF &line, const core::Fact &fact, const FigureStyle &style)
{
    const QFontMetricsF metrics(painter.font());
    const QString value = elidedKeepingNumbers(qtText(fact.value), metrics, line.width());
    const double nameWidth = line.width() - metrics.horizontalAdvance(value) - 8;
    painter.setPen(style.theme.mutedText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, elidedBeforeNumbers(qtText(fact.name), metrics, nameWidth));
    painter.setPen(style.theme.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
}

}  // namespace

FactList::FactList(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Facts"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FactList::setGroups(const std::vector<core::FactGroup> &groups)
{
    const int before = contentHeight();
    m_groups = groups;
    QStringList spoken;
    for (const core::FactGroup &group : m_groups) {
        for (const core::Fact &fact : group.facts)
            spoken << qtText(fact.name + ' ' + fact.value);
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    if (contentHeight() != before)
        updateGeometry();
    update();
}

int FactList::contentHeight() const
{
    int height = 0;
    for (const core::FactGroup &group : m_groups)
        height += groupGap + factHeight() * (1 + static_cast<int>(group.facts.size()));
    return height;
}

void FactList::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    QRectF line(0, 0, width(), factHeight());
    for (const core::FactGroup &group : m_groups) {
        line.translate(0, groupGap);
        painter.setFont(style.strongNote);
        painter.setPen(style.theme.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, qtText(group.name));
        line.translate(0, line.height());
        painter.setFont(style.note);
        for (const core::Fact &fact : group.facts) {
            drawFact(painter, line, fact, style);
            line.translate(0, line.height());
        }
    }
}

}  // namespace ui
