#pragma once

#include <QJsonObject>

#include <string_view>
#include <vector>

namespace support {

struct AttentionCase {
    const char *name;
    QJsonObject config;  // changes for encoderConfig
};

// Every attention kind with its variants: Linformers of 5 slots made for 40 tokens, as many as encoderConfig allows.
std::vector<AttentionCase> attentionKinds();

// The kinds whose softmax runs over pairs of tokens, each with a mask that it was trained with.
std::vector<AttentionCase> trainedMasks();

// The one of either list that is called so.
QJsonObject attentionCase(std::string_view name);

}  // namespace support
