#include "core/figure/values/snapshot_maps.h"

#include "core/base/counted.h"
#include "core/base/head_label.h"

#include <fmt/core.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace core {
namespace {

const EncoderTrace *encoderTrace(const AnalysisSnapshot &snapshot)
{
    return snapshot.trace ? std::get_if<EncoderTrace>(&snapshot.trace->network) : nullptr;
}

const LamaTrace *lamaTrace(const AnalysisSnapshot &snapshot)
{
    return snapshot.trace ? std::get_if<LamaTrace>(&snapshot.trace->network) : nullptr;
}

std::optional<MatrixView> mapOf(const AnalysisSnapshot &snapshot, HeadRef head, HeadMatrices LayerTrace::*part)
{
    const EncoderTrace *trace = encoderTrace(snapshot);
    if (!trace || head.layer.value < 0 || head.layer.value >= static_cast<int>(trace->layers.size()))
        return std::nullopt;
    const HeadMatrices &matrices = trace->layers[static_cast<std::size_t>(head.layer.value)].*part;
    if (head.head.value < 0 || head.head.value >= matrices.heads())
        return std::nullopt;
    return matrices[head.head.value];
}

}  // namespace

HeadLayout headLayout(const AnalysisSnapshot &snapshot)
{
    if (const LamaTrace *lama = lamaTrace(snapshot))
        return {1, static_cast<int>(lama->attention.rows())};
    const EncoderTrace *encoder = encoderTrace(snapshot);
    if (!encoder || encoder->layers.empty())
        return {};
    return {static_cast<int>(encoder->layers.size()), encoder->layers.front().attention.heads()};
}

bool isLama(const AnalysisSnapshot &snapshot)
{
    return lamaTrace(snapshot) != nullptr;
}

HeadRef headWithin(const AnalysisSnapshot &snapshot, HeadRef head)
{
    const HeadLayout layout = headLayout(snapshot);
    return {{std::clamp(head.layer.value, 0, std::max(0, layout.layers - 1))},
            {std::clamp(head.head.value, 0, std::max(0, layout.heads - 1))}};
}

bool runsRightToLeft(const AnalysisSnapshot &snapshot)
{
    const std::string &text = snapshot.request.text;
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t place = 0; place < length;) {
        UChar32 character = 0;
        U8_NEXT(text.data(), place, length, character);
        switch (character < 0 ? U_OTHER_NEUTRAL : u_charDirection(character)) {
        case U_LEFT_TO_RIGHT: return false;
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC: return true;
        default: break;
        }
    }
    return false;
}

std::string headName(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return isLama(snapshot) ? fmt::format("head {}", head.head.value) : headLabel(head);
}

std::optional<MatrixView> attentionMap(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return mapOf(snapshot, head, &LayerTrace::attention);
}

AttentionColumns attentionColumns(const AnalysisSnapshot &snapshot)
{
    const EncoderTrace *trace = encoderTrace(snapshot);
    return trace ? trace->attentionColumns : AttentionColumns::Tokens;
}

std::optional<MatrixView> tokenMap(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return attentionColumns(snapshot) == AttentionColumns::Tokens ? attentionMap(snapshot, head) : std::nullopt;
}

std::optional<MatrixView> effectiveMap(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return mapOf(snapshot, head, &LayerTrace::effective);
}

std::optional<MatrixView> scoreMap(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return mapOf(snapshot, head, &LayerTrace::scores);
}

int queriesWithoutKey(const AnalysisSnapshot &snapshot, HeadRef head)
{
    const auto map = attentionMap(snapshot, head);
    if (!map)
        return 0;
    if (attentionColumns(snapshot) ==
        AttentionColumns::Features)  // no row is a query; it is all zero where there is no key at all
        return map->isZero(0) ? static_cast<int>(snapshot.text ? snapshot.text->tokens.size() : 0) : 0;
    return static_cast<int>((map->array() == 0).rowwise().all().count());
}

std::string withoutKeyNote(const AnalysisSnapshot &snapshot, HeadRef head)
{
    const int queries = queriesWithoutKey(snapshot, head);
    if (queries == 0)
        return {};
    return counted(queries, "query has", "queries have") + " no key";
}

const AttentionMechanism &attentionMechanism(const AnalysisSnapshot &snapshot)
{
    static const AttentionConfig standard;
    return mechanismOf(snapshot.model ? snapshot.model->config.attention : standard);
}

const AttentionParameters &attentionParameters(const AnalysisSnapshot &snapshot, LayerIndex layer)
{
    static const AttentionParameters none;
    const auto index = static_cast<std::size_t>(layer.value);
    return snapshot.model && index < snapshot.model->attentionParameters.size() ? snapshot.model->attentionParameters[index]
                                                                                : none;
}

DisplayUnits displayUnits(const AnalysisSnapshot &snapshot, const DisplayOptions &options)
{
    return snapshot.text ? DisplayUnits(*snapshot.text, options, snapshot.request.text) : DisplayUnits();
}

}  // namespace core
