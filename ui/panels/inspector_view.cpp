#include "ui/panels/inspector_view.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/text_scale.h"
#include "ui/views/updating_veil.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_detail.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/measure_row.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {
namespace {

QString number(double value, int decimals)
{
    return qtText(core::formatNumber(value, decimals));
}

CellDetail::Content contentOf(const core::CellFigure &figure)
{
    CellDetail::Content content{qtText(figure.title), {}, core::contributionBars(figure)};
    content.lines << QStringLiteral("%1 %2").arg(qtText(figure.valueName), number(figure.value, 3));
    if (figure.score)
        content.lines << QObject::tr("score %1").arg(number(*figure.score, 2));
    if (figure.product)
        content.lines << QStringLiteral("= %1 / √dₕ = %2 / √%3")
                             .arg(qtText(figure.productName), qtText(core::formatBriefly(*figure.product)))
                             .arg(figure.headSize);
    if (!figure.note.empty())
        content.lines << qtText(figure.note);
    return content;
}

CellDetail::Content contentOf(const core::HeadWordFigure &figure)
{
    CellDetail::Content content{qtText(figure.title), {}, {}};
    content.lines << QObject::tr("attention %1").arg(number(figure.attention, 3))
                  << QObject::tr("relative to uniform %1").arg(number(figure.relativeToUniform, 2));
    if (figure.score)
        content.lines << QObject::tr("score f %1").arg(number(*figure.score, 2));
    content.lines << QObject::tr("head gain %1").arg(number(figure.gain, 2));
    return content;
}

QString noteOn(const core::AnalysisSnapshot &snapshot, const core::DisplayUnits &units)
{
    QStringList notes{qtText(core::passNote(core::shownPass(snapshot))), qtText(core::countedTokensNote(snapshot, units))};
    notes.removeAll(QString());
    return notes.join(u' ');
}

}  // namespace

InspectorView::InspectorView(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Inspector"));
    createWidgets();
    connectSources();
    refresh();
}

QSize InspectorView::sizeHint() const
{
    return {scaledToText(246), 600};
}

// Every number and its formula have room.
QSize InspectorView::minimumSizeHint() const
{
    return QWidget::minimumSizeHint().expandedTo({scaledToText(216), 0});
}

void InspectorView::createWidgets()
{
    auto *card = new Card(QString(), this);
    card->setHelpTopic(HelpTopic::HeadMeasures);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(card);
    m_title = plainLabel();
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    setRole(*m_title, Role::Title);
    m_title->setMinimumHeight(24);
    card->setTitleWidget(m_title);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("inspectorScroll"));
    scroll->setAccessibleName(tr("Measures and details of the selected head"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(6);
    m_counted = plainLabel();
    m_counted->setObjectName(QStringLiteral("countedTokens"));
    m_counted->setWordWrap(true);
    setRole(*m_counted, Role::Note);
    column->addWidget(m_counted);
    m_measures = new QVBoxLayout;
    m_measures->setSpacing(2);
    column->addLayout(m_measures);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    column->addWidget(line);
    m_cell = new CellDetail;
    column->addWidget(m_cell);
    m_facts = new FactList;
    m_facts->setObjectName(QStringLiteral("inspectorFacts"));
    column->addWidget(m_facts);
    column->addStretch(1);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    card->addBody(scroll);
    new UpdatingVeil(m_sources.session, body);
}

void InspectorView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &InspectorView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &InspectorView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
}

core::HeatMapFigure InspectorView::pictureWithoutTokenPairs() const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::HeadPicture picture = shownPicture(m_sources);
    if (!snapshot || core::showsTokenPairs(*snapshot, picture))
        return {};
    return core::headPictureFigure(core::shownPass(*snapshot), m_head, m_units,
                                   core::colorOptions(m_sources.workbench.state().display), picture);
}

void InspectorView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_picture = pictureWithoutTokenPairs();
    const double tolerance = m_sources.workbench.state().rank.tolerance;
    const core::InspectorFigure figure =
        snapshot ? core::inspectorFigure(core::shownPass(*snapshot), m_head, tolerance) : core::InspectorFigure();
    m_title->setText(qtText(figure.title));
    m_counted->setText(snapshot ? noteOn(*snapshot, m_units) : QString());
    m_counted->setVisible(!m_counted->text().isEmpty());
    showMeasures(figure);
    m_facts->setGroups(figure.groups);
    showSelection();
}

void InspectorView::showMeasures(const core::InspectorFigure &figure)
{
    while (m_rows.size() < figure.measures.size()) {
        m_rows.push_back(new MeasureRow);
        m_measures->addWidget(m_rows.back());
    }
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const bool isUsed = row < figure.measures.size();
        m_rows[row]->setVisible(isUsed);
        if (isUsed)
            m_rows[row]->setMeasure(figure.measures[row]);
    }
}

std::optional<core::CellFigure> InspectorView::selectedCell() const
{
    const ShownCell &cell = m_sources.selection.cell();
    const auto query = m_units.unitOf(cell.hoveredQuery ? cell.hoveredQuery : cell.query);
    const auto key = m_units.unitOf(cell.hoveredKey ? cell.hoveredKey : cell.key);
    if (m_picture.isEmpty())
        return query && key ? core::cellFigure(core::shownPass(*m_sources.session.snapshot()), m_head, m_units, *query, *key)
                            : std::nullopt;
    const auto row = cell.hoveredIndices.row ? cell.hoveredIndices.row : cell.indices.row;
    const auto column = cell.hoveredIndices.column ? cell.hoveredIndices.column : cell.indices.column;
    return core::cellFigure(m_picture, (m_picture.rows.showsUnits ? query : row).value_or(-1),
                            (m_picture.columns.showsUnits ? key : column).value_or(-1));
}

void InspectorView::showSelection()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const ShownCell &cell = m_sources.selection.cell();
    const auto word = m_units.unitOf(cell.hoveredKey ? cell.hoveredKey : cell.key);
    CellDetail::Content content;
    content.title = tr("No cell selected");
    content.lines = QStringList{tr("Hover a cell to inspect it;"), tr("click to pin it.")};
    if (snapshot)
        if (const auto figure = selectedCell())
            content = contentOf(*figure);
    if (snapshot && word)
        if (const auto figure = core::headWordFigure(core::shownPass(*snapshot), m_head.head, m_units, *word))
            content = contentOf(*figure);
    m_cell->setContent(content);
}

}  // namespace ui
