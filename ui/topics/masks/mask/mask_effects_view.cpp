#include "ui/topics/masks/mask/mask_effects_view.h"

#include "ui/render/bar_painter.h"
#include "ui/theme/figure_style.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <span>

namespace ui {
namespace {

constexpr double sectionGap = 7;

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
    const BarSizes sizes;
    double height = m_effects.note.empty() ? 0 : sizes.row;
    for (const core::BarFigure &section : m_sections)
        height += barRowsHeight(section, sizes) + sectionGap;
    return {260, std::max(80, static_cast<int>(height))};
}

void MaskEffectsView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_head = shownHead(m_sources);
    m_effects = core::maskEffects(*snapshot, shownHead(m_sources), shownUnits(m_sources));
    m_sections = sections();
    setAccessibleDescription(describe());
    updateGeometry();
    update();
}

std::vector<core::BarFigure> MaskEffectsView::sections() const
{
    constexpr std::size_t firstWords = 4;
    const std::span words(m_effects.words);
    const std::size_t first = std::min(words.size(), firstWords);
    std::vector<core::BarFigure> sections{core::changeBars(m_effects.outputsName, m_effects.outputs),
                                          core::changeBars(m_effects.wordsName + ", largest changes", words.first(first)),
                                          core::changeBars(tr("selected head").toStdString(), m_effects.measures),
                                          core::changeBars(m_effects.wordsName + ", other words", words.subspan(first))};
    std::erase_if(sections, [](const core::BarFigure &section) { return section.isEmpty(); });
    if (!m_effects.wordsNote.empty())
        sections.push_back(core::changeBars(m_effects.wordsNote, {}));
    return sections;
}

QString MaskEffectsView::describe() const
{
    QStringList lines;
    for (const core::BarFigure &section : m_sections) {
        for (const core::Bar &bar : section.bars)
            lines << QString::fromStdString(bar.label + ": " + bar.number);
    }
    return lines.join(QStringLiteral("; "));
}

QString MaskEffectsView::absenceText() const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    return snapshot ? QString::fromStdString(core::absentMask(snapshot->model->config)) : QString();
}

void MaskEffectsView::paintEvent(QPaintEvent *event)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    if (m_effects.measures.empty()) {
        painter.setFont(style.note);
        painter.setPen(style.theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, absenceText());
        return;
    }
    QRectF room = rect();
    if (!m_effects.note.empty()) {
        painter.setFont(style.note);
        painter.setPen(style.theme.secondAccent);
        painter.drawText(QRectF(0, 0, width(), style.bars.row), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::fromStdString(m_effects.note));
        room.setTop(style.bars.row);
    }
    for (const core::BarFigure &section : m_sections) {
        drawBarRows(painter, section, room, event->rect(), style);
        room.setTop(room.top() + barRowsHeight(section, style.bars) + sectionGap);
    }
}

}  // namespace ui
