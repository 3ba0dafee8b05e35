#pragma once

#include <QString>

#include <span>

namespace ui {

// What a part of the window can be asked about. Each topic is one heading of resources/help.
enum class HelpTopic {
    Start,
    AttentionMap,
    HeadMeasures,
    Lama,
    SingularValues,
    CumulativeShare,
    RankMeasures,
    Truncation,
    WeightSpectra,
    Checkpoint,
    HeadSizes,
    TextFiles,
    TextList,
    Playground,
    Masks,
    MaskEffects,
    HeadDivergence,
    OffsetProfile,
    DiagonalMass,
    PositionGroups,
    LearnedGates,
    Evaluation,
    WordImportance,
    WordContexts,
    WhatIf,
    SideBySide,
    Figures
};

struct HelpTopicAddress {
    HelpTopic topic;
    const char *address;  // page and heading, "measures.md#effective-rank"
};

std::span<const HelpTopicAddress> helpTopicAddresses();
QString addressOf(HelpTopic topic);

}  // namespace ui
