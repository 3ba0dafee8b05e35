#pragma once

#include "core/format/family/model_family.h"

namespace core {

// RoBERTa (Liu et al. 2019), and its likes in other languages: XLM-RoBERTa (Conneau et al. 2020), CamemBERT (Martin et al. 2020).
extern const ModelFamily robertaFamily;
extern const ModelFamily xlmRobertaFamily;
extern const ModelFamily camembertFamily;

}  // namespace core
