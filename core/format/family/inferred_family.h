#pragma once

#include "core/base/result.h"
#include "core/format/family/model_family.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace core {

// What a config leaves out and a checkpoint's tensors tell. Their names may stand behind any wrapper, such as "module.".

// Whether the tensor has this published name behind any wrapper.
bool endsInName(std::string_view tensor, std::string_view name);

// Whether some tensor's name has this at its beginning or behind a wrapper: "roberta.".
bool hasPrefix(std::span<const TensorFacts> tensors, std::string_view prefix);

// The family whose names these are; none where no encoder's are among them. RoBERTa's bare encoder looks as BERT's does.
std::optional<const ModelFamily *> inferredFamily(std::span<const TensorFacts> tensors);

// By the head that is there.
ModelTask taskOfTensors(std::span<const TensorFacts> tensors, const ModelConfig &config);
// The same; says in the config's remarks what it took the model for.
ModelTask inferredTask(std::span<const TensorFacts> tensors, ModelConfig &config);

// How many outputs the checkpoint's classification head has.
std::optional<int> inferredOutputs(std::span<const TensorFacts> tensors, const ModelConfig &config);

// How many layers, from the first on, the checkpoint has.
int layersOfTensors(std::span<const TensorFacts> tensors, const ModelFamily &family);

// "a masked language model"
std::string_view taskText(ModelTask task);

// How the names of the family's architectures may end: "ForSequenceClassification, LMHeadModel or Model".
std::string architectureEndings(const ModelConfig &config);

// The task that the end of an architecture's name stands for: "BertForSequenceClassification". Heads that this program does not run
// leave the bare encoder, which the remarks say. Refuses names that it does not know and tasks that the family has no head for.
Result<ModelTask> taskOfArchitecture(const std::string &name, ModelConfig &config);

}  // namespace core
