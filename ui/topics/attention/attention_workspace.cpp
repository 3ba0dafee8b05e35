#include "ui/topics/attention/attention_workspace.h"

#include "core/figure/attention/head_grid_figure.h"
#include "core/figure/values/snapshot_maps.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/attention/head_card.h"
#include "ui/topics/attention/head_grid_view.h"
#include "ui/views/figure_menu.h"
#include "ui/widgets/card.h"
#include "ui/widgets/card_splitter.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace ui {

AttentionWorkspace::AttentionWorkspace(const ViewSources &sources, QWidget *lamaPage, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("attentionWorkspace"));
    setAccessibleName(tr("Attention"));
    m_pages->addWidget(createEncoderPage());
    m_pages->addWidget(lamaPage);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_pages);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &AttentionWorkspace::showSnapshot);
    showSnapshot();
}

QWidget *AttentionWorkspace::createEncoderPage()
{
    auto *splitter = new CardSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("attentionSplitter"));
    splitter->addWidget(createGridCard());
    splitter->addWidget(new HeadCard(m_sources));
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1000, 1000});
    return splitter;
}

Card *AttentionWorkspace::createGridCard()
{
    auto *card = new Card(tr("All heads"));
    card->setHelpTopic(HelpTopic::HeadMeasures);
    auto *grid = new HeadGridView(m_sources);
    card->addControl(grid->controls());
    card->addBody(grid);
    QLabel *note = wrappedLabel();
    note->setObjectName(QStringLiteral("thumbnailNote"));
    setRole(*note, Role::Note);
    card->addBody(note, 0);
    connect(grid, &HeadGridView::noteChanged, note, [note](const QString &text) {
        note->setText(text);
        note->setVisible(!text.isEmpty());
    });
    note->hide();
    offerFigure(m_sources, *card, [sources = m_sources]() -> std::optional<core::FigurePanel> {
        const SnapshotPointer &snapshot = sources.session.snapshot();
        if (!snapshot)
            return std::nullopt;
        const auto measure = core::measureWithin(*snapshot, sources.workbench.state().attention.cornerMeasure);
        core::FigurePanel panel;
        panel.kind = core::PanelKind::HeadGrid;
        panel.measure = core::describe(measure).id;
        return panel;
    });
    card->setExplanation(grid->explanation());
    connect(grid, &HeadGridView::figureChanged, card, [card, grid] { card->setExplanation(grid->explanation()); });
    return card;
}

void AttentionWorkspace::showSnapshot()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_pages->setCurrentIndex(snapshot && core::isLama(*snapshot) ? 1 : 0);
}

}  // namespace ui
