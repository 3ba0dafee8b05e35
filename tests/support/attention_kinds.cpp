#include "tests/support/attention_kinds.h"

#include <QtGlobal>

namespace support {
namespace {

QJsonObject kind(const char *name)
{
    return {{"attention", QJsonObject{{"kind", name}}}};
}

QJsonObject linformer(const char *sharing)
{
    return {{"attention",
             QJsonObject{{"kind", "linformer"}, {"projected_length", 5}, {"max_length", 40}, {"sharing", sharing}}}};
}

QJsonObject linear(const char *variant)
{
    return {{"attention", QJsonObject{{"kind", "linear"}, {"variant", variant}}}};
}

QJsonObject masked(const char *mask, const char *kindName)
{
    QJsonObject config = kind(kindName);
    config["attention_mask"] = QJsonObject{{"kind", mask}};
    return config;
}

}  // namespace

std::vector<AttentionCase> attentionKinds()
{
    return {
        {"standard", kind("standard")},
        {"symmetric", kind("symmetric")},
        {"pairwise", kind("pairwise")},
        {"shared", kind("shared")},
        {"linformer", linformer("none")},
        {"linformer, headwise", linformer("headwise")},
        {"linformer, key_value", linformer("key_value")},
        {"linformer, layerwise", linformer("layerwise")},
        {"linear, efficient", linear("efficient")},
        {"linear, context first", linear("context_first")},
    };
}

std::vector<AttentionCase> trainedMasks()
{
    return {
        {"no diagonal", masked("no_diagonal", "standard")},
        {"structured", masked("structured", "standard")},
        {"unstructured", masked("unstructured", "standard")},
        {"symmetric, no diagonal", masked("no_diagonal", "symmetric")},
        {"pairwise, structured", masked("structured", "pairwise")},
        {"shared, unstructured", masked("unstructured", "shared")},
    };
}

QJsonObject attentionCase(std::string_view name)
{
    for (const auto &cases : {attentionKinds(), trainedMasks()}) {
        for (const AttentionCase &known : cases) {
            if (known.name == name)
                return known.config;
        }
    }
    qFatal("there is no attention case of this name");
}

}  // namespace support
