#include "core/corpus/diagnosis/findings.h"

#include "core/base/counted.h"
#include "core/base/head_label.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

constexpr std::size_t namesInFinding = 6;

// "a, b, c and 4 more"
template <typename Item, typename NameOf>
std::string listed(const std::vector<Item> &items, NameOf nameOf)
{
    std::string text;
    for (std::size_t index = 0; index < std::min(items.size(), namesInFinding); ++index)
        text += (index == 0 ? "" : ", ") + nameOf(items[index]);
    if (items.size() > namesInFinding)
        text += fmt::format(" and {} more", items.size() - namesInFinding);
    return text;
}

std::string fitFinding(const CheckpointReport &report)
{
    return (report.fits() ? "The checkpoint fits: " : "The checkpoint does not fit: ") + summary(report) + ".";
}

// A matrix that holds one number over and over, as nothing leaves it that was trained or drawn at random.
bool isConstantMatrix(const CheckedTensor &tensor)
{
    return tensor.use == TensorUse::Used && tensor.shape->size() >= 2 &&
           tensor.statistics->minimum == tensor.statistics->maximum;
}

void addConstantMatrices(const std::vector<CheckedTensor> &tensors, std::vector<std::string> &found)
{
    std::vector<CheckedTensor> constant;
    std::ranges::copy_if(tensors, std::back_inserter(constant), isConstantMatrix);
    if (!constant.empty())
        found.push_back(fmt::format("{} one number over and over: {}.",
                                    counted(constant.size(), "matrix holds", "matrices hold"),
                                    listed(constant, [](const CheckedTensor &tensor) { return tensor.name; })));
}

std::string whatIsAttendedTo(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return "word";
    return config.attention.kind == AttentionKind::Linformer ? "slot" : "token";
}

void addUniformHeads(const CheckpointDiagnosis &diagnosis, std::vector<std::string> &found)
{
    const HeadPatterns &patterns = diagnosis.patterns;
    const std::string attended = whatIsAttendedTo(diagnosis.config);
    if (patterns.areAllNearUniform()) {
        found.push_back(fmt::format("Every head attends to every {} about equally: the attention weights look untrained or "
                                    "were not loaded.",
                                    attended));
        return;
    }
    std::vector<HeadRef> uniform;
    for (const HeadPattern &head : patterns.heads) {
        if (head.isNearUniform)
            uniform.push_back(head.head);
    }
    if (!uniform.empty())
        found.push_back(fmt::format("{} of {} near-uniform, attending to every {} about equally: {}.", uniform.size(),
                                    counted(patterns.heads.size() - patterns.prunedHeads(), "head is", "heads are"),
                                    attended, listed(uniform, headLabel)));
}

void addIdenticalHeads(const HeadPatterns &patterns, std::vector<std::string> &found)
{
    const auto pairText = [](const IdenticalHeads &pair) {
        return fmt::format("{} and H{}", headLabel({pair.layer, pair.one}), pair.other.value);
    };
    if (!patterns.identical.empty())
        found.push_back(fmt::format("{} near-identical, attending to the same: {}.",
                                    counted(patterns.identical.size(), "pair of heads is", "pairs of heads are"),
                                    listed(patterns.identical, pairText)));
}

void addHeads(const CheckpointDiagnosis &diagnosis, std::vector<std::string> &found)
{
    const HeadPatterns &patterns = diagnosis.patterns;
    if (!diagnosis.patternsAbsence.empty()) {
        found.push_back(diagnosis.patternsAbsence);
        return;
    }
    if (patterns.heads.empty())
        return;
    const std::size_t before = found.size();
    addUniformHeads(diagnosis, found);
    addIdenticalHeads(patterns, found);
    if (found.size() == before)
        found.emplace_back(patterns.pairAbsence.empty()
                               ? "No head is near-uniform, and no two heads of a layer are near-identical."
                               : "No head is near-uniform.");
    if (!patterns.pairAbsence.empty())
        found.push_back(patterns.pairAbsence);
}

}  // namespace

std::vector<std::string> findings(const CheckpointDiagnosis &diagnosis)
{
    std::vector<std::string> found;
    if (diagnosis.config.type != ModelType::StoredMaps)
        found.push_back(fitFinding(diagnosis.report));
    addConstantMatrices(diagnosis.tensors, found);
    addHeads(diagnosis, found);
    if (!diagnosis.weightsAbsence.empty() && diagnosis.report.fits())
        found.push_back(diagnosis.weightsAbsence);
    return found;
}

}  // namespace core
