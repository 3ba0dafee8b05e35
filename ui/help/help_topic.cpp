#include "ui/help/help_topic.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array addresses{
    HelpTopicAddress{HelpTopic::Start, "start.md"},
    HelpTopicAddress{HelpTopic::AttentionMap, "mechanisms.md"},
    HelpTopicAddress{HelpTopic::HeadMeasures, "measures.md"},
    HelpTopicAddress{HelpTopic::Lama, "mechanisms.md#lama"},
    HelpTopicAddress{HelpTopic::SingularValues, "measures.md#singular-values"},
    HelpTopicAddress{HelpTopic::CumulativeShare, "measures.md#cumulative-share-and-energy"},
    HelpTopicAddress{HelpTopic::RankMeasures, "measures.md#numerical-rank"},
    HelpTopicAddress{HelpTopic::Truncation, "measures.md#truncation-to-rank-k"},
    HelpTopicAddress{HelpTopic::WeightSpectra, "measures.md#spectra-of-weights"},
    HelpTopicAddress{HelpTopic::Checkpoint, "files.md#checkpoint-check"},
    HelpTopicAddress{HelpTopic::HeadSizes, "measures.md#head-sizes-compared"},
    HelpTopicAddress{HelpTopic::TextFiles, "files.md#files-of-texts"},
    HelpTopicAddress{HelpTopic::TextList, "files.md#texts-one-by-one"},
    HelpTopicAddress{HelpTopic::Playground, "measures.md#playground"},
    HelpTopicAddress{HelpTopic::Masks, "masks.md#kinds"},
    HelpTopicAddress{HelpTopic::MaskEffects, "masks.md#before-after-difference"},
    HelpTopicAddress{HelpTopic::HeadDivergence, "measures.md#jensenshannon-divergence"},
    HelpTopicAddress{HelpTopic::OffsetProfile, "measures.md#offset-profile"},
    HelpTopicAddress{HelpTopic::DiagonalMass, "measures.md#diagonal-mass"},
    HelpTopicAddress{HelpTopic::PositionGroups, "measures.md#position-groups"},
    HelpTopicAddress{HelpTopic::LearnedGates, "mechanisms.md#trained-masks"},
    HelpTopicAddress{HelpTopic::Evaluation, "masks.md#evaluation"},
    HelpTopicAddress{HelpTopic::WordImportance, "importance.md#word-importance"},
    HelpTopicAddress{HelpTopic::WordContexts, "importance.md#over-many-texts"},
    HelpTopicAddress{HelpTopic::WhatIf, "importance.md#what-if"},
    HelpTopicAddress{HelpTopic::SideBySide, "importance.md#side-by-side"},
    HelpTopicAddress{HelpTopic::Figures, "figures.md"},
};

}  // namespace

std::span<const HelpTopicAddress> helpTopicAddresses()
{
    return addresses;
}

QString addressOf(HelpTopic topic)
{
    return QLatin1String(std::ranges::find(addresses, topic, &HelpTopicAddress::topic)->address);
}

}  // namespace ui
