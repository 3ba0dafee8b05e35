#include "core/format/family/inferred_family.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

namespace core {
namespace {

struct ArchitectureEnding {
    std::string_view ending;
    ModelTask task;
    bool isRun = true;  // whether it is this head that the task runs
};

// The first that fits counts.
constexpr ArchitectureEnding endings[]{
    {"ForSequenceClassification", ModelTask::Classification},
    {"ForMaskedLM", ModelTask::MaskedLanguageModel},
    {"ForPreTraining", ModelTask::MaskedLanguageModel},
    {"LMHeadModel", ModelTask::CausalLanguageModel},
    {"DoubleHeadsModel", ModelTask::CausalLanguageModel},
    {"ForCausalLM", ModelTask::CausalLanguageModel},
    {"Model", ModelTask::EncoderOnly},
    {"ForTokenClassification", ModelTask::EncoderOnly, false},
    {"ForQuestionAnswering", ModelTask::EncoderOnly, false},
    {"ForMultipleChoice", ModelTask::EncoderOnly, false},
    {"ForNextSentencePrediction", ModelTask::EncoderOnly, false},
};

const TensorFacts *tensorEndingIn(std::span<const TensorFacts> tensors, std::string_view name)
{
    const auto found =
        std::ranges::find_if(tensors, [name](const TensorFacts &tensor) { return endsInName(tensor.name, name); });
    return found == tensors.end() ? nullptr : &*found;
}

bool hasTensor(std::span<const TensorFacts> tensors, const ModelConfig &config, std::string_view ours)
{
    return tensorEndingIn(tensors, publishedName(familyOf(config), ours)) != nullptr;
}

}  // namespace

bool endsInName(std::string_view tensor, std::string_view name)
{
    return tensor.ends_with(name) && (tensor.size() == name.size() || tensor[tensor.size() - name.size() - 1] == '.');
}

bool hasPrefix(std::span<const TensorFacts> tensors, std::string_view prefix)
{
    return std::ranges::any_of(tensors, [prefix](const TensorFacts &tensor) {
        const std::size_t place = tensor.name.find(prefix);
        return place == 0 || (place != std::string::npos && tensor.name[place - 1] == '.');
    });
}

std::optional<const ModelFamily *> inferredFamily(std::span<const TensorFacts> tensors)
{
    for (const ModelFamily *family : modelFamilies()) {
        if (!family->telling.empty() && tensorEndingIn(tensors, family->telling))
            return family;
    }
    // "roberta." and "albert." end in another family's prefix only behind a letter, which hasPrefix() sees.
    for (const ModelFamily *family : modelFamilies()) {
        if (family->telling.empty() && hasPrefix(tensors, family->prefix))
            return family;
    }
    if (tensorEndingIn(tensors, "encoder.layer.0.attention.self.query.weight"))
        return modelFamilies().front();
    return std::nullopt;
}

std::string_view taskText(ModelTask task)
{
    switch (task) {
    case ModelTask::Classification: return "a classifier";
    case ModelTask::MaskedLanguageModel: return "a masked language model";
    case ModelTask::CausalLanguageModel: return "a causal language model";
    case ModelTask::EncoderOnly: break;
    }
    return "an encoder without a head";
}

ModelTask taskOfTensors(std::span<const TensorFacts> tensors, const ModelConfig &config)
{
    const ModelFamily &family = familyOf(config);
    const bool hasStep = family.classifierStep == HeadStep::None || hasTensor(tensors, config, "pooler.dense.weight");
    if (hasTensor(tensors, config, "classifier.weight") && hasStep)
        return ModelTask::Classification;
    // Its head is the embeddings, which may be all that is stored of it.
    if (family.isCausal)
        return ModelTask::CausalLanguageModel;
    return hasTensor(tensors, config, "cls.predictions.transform.dense.weight") ? ModelTask::MaskedLanguageModel
                                                                                : ModelTask::EncoderOnly;
}

int layersOfTensors(std::span<const TensorFacts> tensors, const ModelFamily &family)
{
    int layers = 0;
    while (tensorEndingIn(tensors, publishedName(family, fmt::format("encoder.layer.{}.output.dense.weight", layers))))
        ++layers;
    return layers;
}

ModelTask inferredTask(std::span<const TensorFacts> tensors, ModelConfig &config)
{
    const ModelTask task = taskOfTensors(tensors, config);
    config.remarks.push_back(fmt::format("\"architectures\" is missing: by its tensors this is {}", taskText(task)));
    return task;
}

std::optional<int> inferredOutputs(std::span<const TensorFacts> tensors, const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return std::nullopt;
    const TensorFacts *weight = tensorEndingIn(tensors, publishedName(familyOf(config), "classifier.weight"));
    if (!weight || weight->shape.size() != 2 || weight->shape[0] < 1 || weight->shape[0] > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(weight->shape[0]);
}

std::string architectureEndings(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return "ForSequenceClassification";
    if (familyOf(config).isCausal)
        return "ForSequenceClassification, LMHeadModel or Model";
    const bool hasPreTraining = config.type == ModelType::Bert || config.type == ModelType::CompactBert ||
                                config.type == ModelType::Albert || config.type == ModelType::Electra;
    return std::string("ForSequenceClassification, ForMaskedLM") + (hasPreTraining ? ", ForPreTraining" : "") + " or Model";
}

Result<ModelTask> taskOfArchitecture(const std::string &name, ModelConfig &config)
{
    const auto found =
        std::ranges::find_if(endings, [&name](const ArchitectureEnding &known) { return name.ends_with(known.ending); });
    if (found == std::end(endings)) {
        return badInput(fmt::format("\"architectures\" names {}, expected a name that ends in {}", quotedText(name),
                                    architectureEndings(config)));
    }
    ArchitectureEnding architecture = *found;
    // ELECTRA's discriminator tells replaced words, and is the one that is meant to be trained on.
    if (config.type == ModelType::Electra && architecture.ending == "ForPreTraining")
        architecture = {architecture.ending, ModelTask::EncoderOnly, /*isRun=*/false};
    const bool isCausal = hasFamily(config) && familyOf(config).isCausal;
    if ((architecture.task == ModelTask::CausalLanguageModel && !isCausal) ||
        (architecture.task == ModelTask::MaskedLanguageModel && isCausal)) {
        return badInput(fmt::format("\"architectures\" names {}, which is not supported for \"model_type\" {}",
                                    quotedText(name), quotedText(familyOf(config).id)));
    }
    if (!architecture.isRun)
        config.remarks.push_back(fmt::format("the head of {} is not run: the encoder is shown", nameText(name)));
    return architecture.task;
}

}  // namespace core
