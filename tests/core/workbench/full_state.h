#pragma once

#include "core/workbench/workbench_state.h"

namespace support {

// A state in which nothing has the value it has at first. The models are not there.
inline core::WorkbenchState fullState()
{
    core::WorkbenchState state;
    state.text = "a \"quoted\" film\n\t\u00e9\U0001F600";
    state.openModels = {"/models/one", "/models/50%", "/models/\xff"};
    state.shownModel = "/models/50%";
    state.place = {.workspace = "masks",
                   .rank = core::RankPage::Playground,
                   .masks = core::MasksPage::Evaluation,
                   .importance = core::ImportancePage::Reading,
                   .sideBySide = core::SideBySidePicture::Maps,
                   .showsTexts = true};
    state.texts = {.texts = {.file = "/texts/listed.tsv", .limit = 7},
                   .search = "film",
                   .wrongOnly = true,
                   .order = core::TextsOrder::Loss,
                   .isDescending = true};
    state.selected = {.head = {{1}, {2}}, .query = {{3}}, .key = {{4}}, .indices = {.row = 5, .column = 6}};
    state.pinned = core::PinnedPrediction{
        .model = {"one", "/models/one"},
        .text = "another film",
        .mask = "no diagonal",
        .quantity = core::OutputQuantity::Sigmoids,
        .outputs = {{"negative", 0.1}, {"positive", 1.0 / 3}},
        .followed = 1,
        .choices = {.model = "/models/one/epoch3.safetensors", .specialTokens = core::SpecialTokenMode::Hide}};
    state.pinned->choices.mask.terms = {core::maskTerm(core::MaskKind::Diagonal, {})};
    state.pinned->choices.mask.fixedOn = core::HeadRef{{1}, {1}};
    state.display = {.unit = core::TokenUnit::Word,
                     .specialTokens = core::SpecialTokenMode::Renormalize,
                     .importance = core::ImportanceMeasure::Erasure,
                     .colorMap = "viridis",
                     .gamma = 0.45};
    state.attention = {.cornerMeasure = core::HeadMeasure::Entropy,
                       .order = core::HeadOrder::MeasureDescending,
                       .sharesScale = true,
                       .picture = core::HeadPicture::KeepProbability,
                       .foot = core::FooterPicture::Stationary};
    state.lama = {.strips = core::StripPicture::Contributions, .contributionClass = 1};
    state.rank.spectrum = {.isLogarithmic = false,
                           .showsAllHeads = false,
                           .centersAttention = true,
                           .showsShuffled = true,
                           .showsDrawn = true,
                           .showsPermuted = true,
                           .beside = {{{0}, {1}}, {{1}, {0}}}};
    state.rank.showsResiduals = true;
    state.rank.matrix = core::SpectrumMatrix::Scores;
    state.rank.measure = core::SpectrumMeasure::NumericalRank;
    state.rank.mapsCorpus = true;
    state.rank.tolerance = 1e-2;
    state.rank.k = 7;
    state.rank.weightMeasure = core::WeightMeasure::QueryKeySymmetry;
    state.rank.truncated = core::TruncatedHeads::Layer;
    state.rank.comparison = {.axis = core::ComparisonAxis::Width,
                             .quantity = {core::SpectrumMatrix::CenteredAttention, core::SpectrumMeasure::StableRank, true},
                             .lengthGroup = 32};
    state.rank.compared = {.excluded = {"/models/one"}, .corpus = {.file = "/texts/a.txt", .limit = 100}};
    core::PlaygroundState &playground = state.rank.playground;
    playground.target = {
        .source = core::TargetSource::Painted, .share = 0.75, .width = 2, .temperature = 0.3, .seed = 4000000000U};
    playground.beforePainting = core::TargetSource::Band;
    playground.painting = core::DoubleMatrix::Constant(3, 3, 1.0 / 3);
    playground.headSize = 2;
    playground.measure = core::RowErrorMeasure::TotalVariation;
    playground.scores = core::RealizedScores::Truncation;
    playground.tolerance = 0.1;
    core::MaskState &mask = state.masks.mask;
    mask.terms = {core::maskTerm(core::MaskKind::BigBird, {1, 2, 3, 4}),
                  core::paintedTerm(core::pairMask(1, 4, [](int, int query, int key) { return query != 0 || key != 1; }))};
    mask.keepsAny = false;
    mask.mode = core::MaskMode::AfterSoftmax;
    mask.strength = 0.25;
    mask.isControl = true;
    mask.heads = core::MaskedHeads::Chosen;
    mask.ablated = core::AblatedHeads::Head;
    mask.chosen = {{{1}, {3}}};
    mask.means.texts = "/texts/means.txt";
    state.masks.evaluation = {.texts = {.file = "/texts/labeled.tsv", .limit = 50}, .sweep = "heads"};
    state.masks.positions = {.file = "/texts/positions.txt", .limit = 1};
    state.importance = {.measures = {core::ImportanceMeasure::Erasure, core::ImportanceMeasure::AttentionFromFirst},
                        .target = {.name = "negative", .quantity = core::TargetQuantity::Logit, .position = 3},
                        .residual = 0.25,
                        .baseline = core::GradientBaseline::Mask,
                        .steps = 16,
                        .sorted = core::ImportanceMeasure::Erasure,
                        .agreement = core::AgreementMeasure::TopOverlap,
                        .deletion = core::DeletionMeasure::Sufficiency,
                        .contexts = {.word = "not",
                                     .texts = {.file = "/texts/corpus.tsv", .limit = 9},
                                     .kept = {"a kept sentence"},
                                     .source = core::ContextSource::Kept,
                                     .measure = core::ImportanceMeasure::ErasureMask,
                                     .groups = core::ContextGroups::Label,
                                     .order = core::ContextOrder::Right},
                        .whatIf = {.nodes = {{.text = "a film", .parent = {}, .edit = {}},
                                             {.text = "a \"quoted\" film", .parent = 0, .edit = "typed"},
                                             {.text = "film", .parent = 0, .edit = "removed a"}},
                                   .current = 2},
                        .second = {.text = "another \u00e9", .model = "/models/one", .isPinned = true}};
    core::FigureRecipe &page = state.figures.page;
    page.models = {{"/models/one", std::string(64, 'a'), {{"vocab.txt", std::string(64, '0')}}}};
    page.texts = {"a figure"};
    page.masks = {"diagonal"};
    page.sweep = "heads";
    page.data = "/texts/labeled.tsv";
    page.limit = 3;
    page.seed = 2;
    page.display = {.mergesWords = true, .specialTokens = core::SpecialTokenMode::Hide};
    page.preset = "icml";
    page.width = 120.5;
    page.columns = 2;
    page.dotsPerInch = 300;
    page.textForm = core::TextForm::Outlines;
    page.caption = "Mine.";
    page.sharesLimits = true;
    page.panels.resize(1);
    page.panels.front().heads = {2};
    page.panels.front().sources.text = "another text";
    return state;
}

}  // namespace support
