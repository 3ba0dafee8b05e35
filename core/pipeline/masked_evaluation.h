#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/evaluation.h"
#include "core/pipeline/held_out_mask.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// One paragraph a line, LF or CRLF, without white space at its end; lines of nothing else are skipped. No paragraph is an error.
Result<std::vector<std::string>> parseParagraphs(std::string_view text);
Result<std::vector<std::string>> readParagraphs(const std::filesystem::path &path);

// Runs every part through the model, over all cores; an example is a masked piece. The model must be a masked language model and
// at least one piece be masked. Progress counts parts.
Result<Evaluation> evaluate(const LoadedModel &model, std::span<const MaskedPart> parts, const Progress &progress,
                            const StopToken &stop);

}  // namespace core
