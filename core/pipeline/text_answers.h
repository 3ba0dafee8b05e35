#pragma once

#include "core/analysis/importance/importance_options.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/forward_trace.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"
#include "core/text/token.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace core {

// What one model answers to several texts, in short.
struct TextAnswersRequest {
    std::shared_ptr<const LoadedModel> model;
    bool masksSpecialTokens = false;
    AttentionMask mask = {};
    AskedTarget target;  // the output that is followed through all texts; none by name: that of the first text that has one
    std::vector<std::string> texts;

    bool operator==(const TextAnswersRequest &) const = default;
};

struct TextAnswer {
    std::string prediction;          // the most probable class or labels, or the guessed pieces; empty where there is none
    std::optional<double> followed;  // the followed output, where the text has it

    bool operator==(const TextAnswer &) const = default;
};

// As far as it got; never changed once made.
struct TextAnswers {
    TextAnswersRequest request;
    std::string followed;                            // what the numbers are: "p(positive)"; empty where no text has any
    bool isProbability = false;                      // that number, a share of 1
    std::vector<std::optional<TextAnswer>> answers;  // of each text; none while it is still to come

    bool isComplete() const;
};

using TextAnswersPointer = std::shared_ptr<const TextAnswers>;

// Runs each text once and keeps what came of it, so that a longer list costs its new texts. One thread at a time.
class TextAnswerer
{
public:
    // Tells of what there is after each new text. Fails as tokenizing and a pass do.
    Result<TextAnswersPointer> run(const TextAnswersRequest &request, const std::function<void(TextAnswersPointer)> &soFar,
                                   const StopToken &stop);

private:
    // What a text's answers are read from.
    struct Pass {
        TokenizedText text;
        ForwardTrace trace;  // only the logits; of a masked language model a row for each [MASK]
    };
    using PassPointer = std::shared_ptr<const Pass>;

    void forgetOthers(const TextAnswersRequest &request);
    Result<PassPointer> passOf(const TextAnswersRequest &request, const std::string &text, const StopToken &stop);

    std::shared_ptr<const LoadedModel> m_model;
    bool m_masksSpecialTokens = false;
    AttentionMask m_mask;
    std::map<std::string, PassPointer> m_passes;  // by their text
};

}  // namespace core
