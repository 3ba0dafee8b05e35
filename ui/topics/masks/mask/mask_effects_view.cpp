#include "ui/topics/masks/mask/mask_effects_view.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double rowHeight = 18;
constexpr double titleHeight = 17;
constexpr double sectionGap = 7;
constexpr double barHeight = 3;

QString numbers(const core::MaskChange &change)
{
    return QString::fromStdString(core::formatNumber(change.before, change.decimals) + " → " +
                                  core::formatNumber(change.after, change.decimals));
}

}  // namespace

MaskEffectsView::MaskEffectsView(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("maskEffects"));
    setAccessibleName(tr("What the mask changes"));
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskEffectsView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &MaskEffectsView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
    });
}

void MaskEffectsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QSize MaskEffectsView::sizeHint() const
{
    double height = m_effects.note.empty() ? 0 : rowHeight;
    for (const Section &section : sections())
        height += titleHeight + rowHeight * static_cast<double>(section.changes.size()) + sectionGap;
    return {260, std::max(80, static_cast<int>(height))};
}

void MaskEffectsView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_head = shownHead(m_sources);
    m_effects = core::maskEffects(*snapshot, shownHead(m_sources), shownUnits(m_sources));
    setAccessibleDescription(describe());
    updateGeometry();
    update();
}

std::vector<MaskEffectsView::Section> MaskEffectsView::sections() const
{
    constexpr std::size_t firstWords = 4;
    const std::span words(m_effects.words);
    const std::size_t first = std::min(words.size(), firstWords);
    std::vector<Section> sections{{QString::fromStdString(m_effects.outputsName), m_effects.outputs},
                                  {tr("words whose importance changes most"), words.first(first)},
                                  {tr("selected head"), m_effects.measures},
                                  {tr("importance of other words"), words.subspan(first)}};
    std::erase_if(sections, [](const Section &section) { return section.changes.empty(); });
    if (!m_effects.wordsNote.empty())
        sections.push_back({QString::fromStdString(m_effects.wordsNote), {}});
    return sections;
}

QString MaskEffectsView::describe() const
{
    QStringList lines;
    for (const Section &section : sections()) {
        for (const core::MaskChange &change : section.changes)
            lines << QString::fromStdString(change.name) + QStringLiteral(": ") + numbers(change);
    }
    return lines.join(QStringLiteral("; "));
}

QString MaskEffectsView::absenceText() const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const bool masksPairs = !snapshot || core::maskSupport(snapshot->model->config).pairs;
    return masksPairs ? tr("Choose a mask, or a head to ablate, to see what it changes.")
                      : tr("Choose a head to ablate, to see what it changes.");
}

void MaskEffectsView::paintEvent(QPaintEvent *event)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_effects.measures.empty()) {
        painter.setFont(style.note);
        painter.setPen(style.theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, absenceText());
        return;
    }
    double top = 0;
    if (!m_effects.note.empty()) {
        painter.setFont(style.note);
        painter.setPen(style.theme.secondAccent);
        painter.drawText(QRectF(0, top, width(), rowHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::fromStdString(m_effects.note));
        top += rowHeight;
    }
    for (const Section &section : sections())
        top = paintSection(painter, section, top, event->rect());
}

double MaskEffectsView::paintSection(QPainter &painter, const Section &section, double top, const QRectF &visible) const
{
    const FigureStyle style = figureStyleOf(*this);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(0, top, width(), titleHeight - 1), Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(section.title, QFontMetricsF(painter.font()), width()));
    top += titleHeight;
    for (const core::MaskChange &change : section.changes) {
        const QRectF row(0, top, width(), rowHeight);
        if (row.intersects(visible))
            paintChange(painter, change, row);
        top += rowHeight;
    }
    return top + sectionGap;
}

// Without the mask above in muted color, under it below in the accent: told apart by place, too.
void MaskEffectsView::paintChange(QPainter &painter, const core::MaskChange &change, const QRectF &row) const
{
    const FigureStyle style = figureStyleOf(*this);
    const QString text = numbers(change);
    const double numberWidth = QFontMetricsF(style.note).horizontalAdvance(text) + 2;
    painter.setFont(style.note);
    painter.setPen(style.theme.text);
    const double half = row.width() * 0.42;
    painter.drawText(QRectF(row.left(), row.top(), half - 6, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(QString::fromStdString(change.name), QFontMetricsF(style.note), half - 6));
    painter.drawText(QRectF(row.right() - numberWidth, row.top(), numberWidth, row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
    const QRectF bars(row.left() + half, row.center().y() - barHeight - 1, row.right() - numberWidth - 8 - row.left() - half,
                      2 * barHeight + 2);
    if (bars.width() < 16)
        return;
    const auto bar = [&](double value, double top, const QColor &color) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(
            QRectF(bars.left(), top, bars.width() * std::clamp(std::abs(value) / change.most, 0.0, 1.0), barHeight), 1, 1);
    };
    bar(change.before, bars.top(), mixed(style.theme.mutedText, style.theme.card, 0.35));
    bar(change.after, bars.top() + barHeight + 2, style.theme.accent);
}

}  // namespace ui
