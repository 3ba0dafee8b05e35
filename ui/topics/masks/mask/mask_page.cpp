#include "ui/topics/masks/mask/mask_page.h"

#include "core/figure/masks/mask_figures.h"
#include "ui/topics/masks/mask/mask_binding.h"
#include "ui/topics/masks/mask/mask_controls.h"
#include "ui/topics/masks/mask/mask_effects_view.h"
#include "ui/topics/masks/mask/mask_gallery_view.h"
#include "ui/topics/masks/mask/mask_painter_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/layer_head_view.h"
#include "ui/views/token_map_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tabbed_card.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

TokenMapView *createMap(const ViewSources &sources, core::MaskPicture picture, const QString &objectName,
                        const QString &name)
{
    const auto figure = [picture](const core::AnalysisSnapshot &snapshot, core::HeadRef head,
                                  const core::DisplayUnits &units, const core::WorkbenchState &options) {
        return core::maskedAttentionFigure(snapshot, head, units, core::colorOptions(options.display), picture);
    };
    return new TokenMapView(sources, figure, objectName, name);
}

}  // namespace

MaskPage::MaskPage(const ViewSources &sources, Messages &messages, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("maskPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(createMaskCard(messages));
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(createMapCard(), 5);
    auto *right = new QVBoxLayout;
    right->setSpacing(10);
    right->addWidget(createHeadsCard(), 9);
    right->addWidget(createEffectsCard(), 11);
    row->addLayout(right, 4);
    column->addLayout(row, 1);
}

Card *MaskPage::createMaskCard(Messages &messages)
{
    auto *card = new Card(tr("Mask"));
    card->setHelpTopic(HelpTopic::Masks);
    card->setExplanation(tr("Which keys a query may attend to. The number below each kind is the share of pairs that it "
                            "removes from the sentence."));
    card->addControl(new MaskChoices(m_sources, messages));
    card->addBody(new MaskGalleryView(m_sources, messages), 0);
    card->addBody(new MaskNumbers(m_sources), 0);
    return card;
}

Card *MaskPage::createMapCard()
{
    auto *card = new TabbedCard;
    card->setHelpTopic(HelpTopic::MaskEffects);
    auto *difference = createMap(m_sources, core::MaskPicture::Difference, QStringLiteral("differenceMap"),
                                 tr("Attention, after minus before"));
    auto *before =
        createMap(m_sources, core::MaskPicture::Before, QStringLiteral("beforeMap"), tr("Attention without the mask"));
    auto *after = createMap(m_sources, core::MaskPicture::After, QStringLiteral("afterMap"), tr("Attention under the mask"));
    card->addPage(tr("Difference"), "differenceTab", difference);
    card->addPage(tr("Before"), "beforeTab", before);
    card->addPage(tr("After"), "afterTab", after);
    card->addPage(tr("Paint"), "paintTab", new MaskPainterView(m_sources));
    offerFigure(m_sources, *card, [this, card, difference, before, after]() {
        const QWidget *shown = card->shownPage();
        return maskPanel(shown == difference ? core::PanelKind::MaskDifference
                         : shown == before   ? core::PanelKind::MaskBefore
                         : shown == after    ? core::PanelKind::MaskAfter
                                             : core::PanelKind::MaskPattern);
    });
    return card;
}

// Without a mask there is nothing to compare.
std::optional<core::FigurePanel> MaskPage::maskPanel(core::PanelKind kind) const
{
    return m_sources.session.request().mask.isActive() ? std::optional(headPanel(m_sources, kind)) : std::nullopt;
}

Card *MaskPage::createHeadsCard()
{
    auto *card = new Card(tr("Change of every head"));
    card->setHelpTopic(HelpTopic::HeadDivergence);
    const auto figure = [](const core::AnalysisSnapshot &snapshot, const core::WorkbenchState &) {
        return core::divergenceFigure(snapshot);
    };
    auto *map =
        new LayerHeadView(m_sources, figure, QStringLiteral("divergenceMap"), tr("Change of every head's attention"));
    map->setMarks([&session = m_sources.session](const core::WorkbenchState &state, core::HeadRef head) {
        return core::isPickedOut(state.masks.mask, session.request().mask, head);
    });
    connect(map, &LayerHeadView::headToggled, this, &MaskPage::toggleChosen);
    card->setExplanation(tr("Jensen–Shannon divergence, in bits, of each head's attention under the mask from that without "
                            "it. Ctrl+click chooses the "
                            "heads that are masked or ablated; they wear a dot."));
    card->addBody(map);
    offerFigure(m_sources, *card, [this] { return maskPanel(core::PanelKind::MaskDivergence); });
    return card;
}

Card *MaskPage::createEffectsCard()
{
    auto *card = new Card(tr("What changes"));
    card->setHelpTopic(HelpTopic::MaskEffects);
    card->setExplanation(tr("Without the mask → under it."));
    auto *scroll = new QScrollArea;
    auto *effects = new MaskEffectsView(m_sources);
    scroll->setWidget(effects);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    effects->setAutoFillBackground(false);  // which the scroll area switched on
    scroll->setMinimumWidth(effects->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    card->addBody(scroll);
    return card;
}

// The first head that is chosen makes the mask one of chosen heads.
void MaskPage::toggleChosen(core::HeadRef head)
{
    changeMask(m_sources, [head](core::MaskState &options) {
        const auto known = std::ranges::find(options.chosen, head);
        if (known == options.chosen.end())
            options.chosen.push_back(head);
        else
            options.chosen.erase(known);
        if (options.ablated == core::AblatedHeads::None)
            options.heads = core::MaskedHeads::Chosen;
        else
            options.ablated = core::AblatedHeads::Chosen;
    });
}

}  // namespace ui
