#include "core/model/loaded_model.h"
#include "core/model/mask/mask_text.h"
#include "tests/core/model/masked_keys.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <algorithm>

using support::TinyModel;

namespace {

constexpr int tokens = masked::tokens;

std::vector<core::TokenId> someIds()
{
    return support::randomIds(tokens, 64, 1);
}

core::AttentionMask maskOf(const std::string &text)
{
    const auto mask = core::parseMask(text);
    if (!mask)
        qFatal("%s", mask.error().message.c_str());
    return *mask;
}

core::ForwardTrace traceUnder(const core::LoadedModel &model, const std::string &mask,
                              const std::vector<bool> &maskedKeys = {})
{
    const core::ForwardOptions options{.kept = core::KeptTensors::all(), .maskedKeys = maskedKeys, .mask = maskOf(mask)};
    auto trace = core::forward(model, someIds(), options, {});
    if (!trace)
        qFatal("%s", trace.error().message.c_str());
    return *std::move(trace);
}

const core::LayerTrace &firstLayer(const core::ForwardTrace &trace)
{
    return std::get<core::EncoderTrace>(trace.network).layers.front();
}

std::string refusal(const core::LoadedModel &model, const std::string &mask)
{
    const auto trace = core::forward(model, someIds(), {.mask = maskOf(mask)}, {});
    return trace ? std::string() : trace.error().message;
}

void addKinds()
{
    QTest::addColumn<QJsonObject>("config");
    for (const auto &cases : {support::attentionKinds(), support::trainedMasks()}) {
        for (const support::AttentionCase &kind : cases) {
            if (std::string_view(kind.name) != "linear, context first")
                QTest::newRow(kind.name) << support::encoderConfig(kind.config);
        }
    }
    QTest::newRow("LAMA") << support::lamaConfig();
}

}  // namespace

// Heads whose queries weigh every key the same (resources/help/masks.md, Uniform attention).
class UniformAttentionTest : public QObject
{
    Q_OBJECT

private slots:
    void passEqualsTheReference_data() { addKinds(); }
    void passEqualsTheReference();
    void pairsOfOtherMasksStayRemoved();
    void outputIsTheMeanOfTheValues_data();
    void outputIsTheMeanOfTheValues();
    void lamaGivesTheMeanOfItsStates();
    void maskedKeysGetNothing_data() { addKinds(); }
    void maskedKeysGetNothing();
    void strengthNothingIsNoMask_data() { addKinds(); }
    void strengthNothingIsNoMask();
    void bothModesAgreeAtFullStrength_data() { addKinds(); }
    void bothModesAgreeAtFullStrength();
    void itTakesThePlaceOfTheModelsMask();
    void itRemovesNoPairs();
    void whatHasNoMeaningIsRefused_data();
    void whatHasNoMeaningIsRefused();
};

// Plain loops in double: everywhere, in two heads of the first layer, and with a share of each head left.
void UniformAttentionTest::passEqualsTheReference()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    const auto nothingRemoved = [](int, int, int, int) { return 1.0; };
    const auto check = [&](const std::string &text, bool isAfter, std::function<double(int, int)> share) {
        const support::ReferenceMask mask{.before = nothingRemoved, .uniform = std::move(share), .isUniformAfter = isAfter};
        return support::difference(traceUnder(*model, text), core::ModelTask::Classification,
                                   support::referenceTrace(tiny.reference(), someIds(), {}, mask), 2e-5);
    };
    QCOMPARE(check("uniform", false, [](int, int) { return 1.0; }), QString());
    QCOMPARE(check("uniform~0.6", false, [](int, int) { return 0.6; }), QString());
    QCOMPARE(check("uniform~after", true, [](int, int) { return 1.0; }), QString());
    if (tiny.reference().config.attention.kind != core::AttentionKind::Linear)
        QCOMPARE(check("uniform~after~0.6", true, [](int, int) { return 0.6; }), QString());
    if (config.contains("attention_mask"))  // the other heads keep it
        return;
    const auto someHeads = [](int layer, int head) { return layer == 0 && (head == 1 || head == 3) ? 0.75 : 0.0; };
    QCOMPARE(check("uniform~0.75@0.1,0.3", false, someHeads), QString());
}

void UniformAttentionTest::pairsOfOtherMasksStayRemoved()
{
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    const auto everything = [](int, int) { return 1.0; };
    const auto half = [](int, int) { return 0.5; };
    const auto withoutDiagonal = [](double share) {
        return [share](int, int, int query, int key) { return query == key ? share : 1.0; };
    };
    const auto nothingRemoved = [](int, int, int, int) { return 1.0; };
    const auto check = [&](const std::string &text, const support::ReferenceMask &mask) {
        return support::difference(traceUnder(*model, text), core::ModelTask::Classification,
                                   support::referenceTrace(tiny.reference(), someIds(), {}, mask), 2e-5);
    };
    for (const char *text : {"diagonal&uniform", "diagonal+uniform", "uniform&diagonal"})
        QCOMPARE(check(text, {.before = withoutDiagonal(0.0), .uniform = everything}), QString());
    QCOMPARE(check("diagonal&uniform~0.5", {.before = withoutDiagonal(0.5), .uniform = half}), QString());
    QCOMPARE(check("diagonal&uniform~0.5~after",
                   {.before = nothingRemoved, .after = withoutDiagonal(0.5), .uniform = half, .isUniformAfter = true}),
             QString());
    const core::ForwardTrace trace = traceUnder(*model, "diagonal&uniform");
    const core::Matrix expected = (core::Matrix::Constant(tokens, tokens, 1.0F) - core::Matrix::Identity(tokens, tokens)) /
                                  static_cast<float>(tokens - 1);
    QCOMPARE(support::difference(core::Matrix(firstLayer(trace).attention[2]), expected, 1e-7), QString());
}

void UniformAttentionTest::outputIsTheMeanOfTheValues_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const char *name : {"standard", "symmetric", "pairwise", "shared", "no diagonal", "linear, efficient"})
        QTest::newRow(name) << support::encoderConfig(support::attentionCase(name));
}

void UniformAttentionTest::outputIsTheMeanOfTheValues()
{
    QFETCH(QJsonObject, config);
    const core::ForwardTrace trace = traceUnder(*TinyModel(config).load(), "uniform");
    const core::LayerTrace &layer = firstLayer(trace);
    for (int head = 0; head < layer.attention.heads(); ++head) {
        const core::Matrix mean = core::Matrix(layer.value[head]).colwise().mean().replicate(tokens, 1);
        QCOMPARE(support::difference(core::Matrix(layer.headOutput[head]), mean, 1e-6), QString());
        QCOMPARE(support::difference(core::Matrix(layer.attention[head]),
                                     core::Matrix(core::Matrix::Constant(tokens, tokens, 1.0F / tokens)), 1e-6),
                 QString());
    }
}

void UniformAttentionTest::lamaGivesTheMeanOfItsStates()
{
    const core::ForwardTrace trace = traceUnder(*TinyModel(support::lamaConfig()).load(), "uniform@0.2");
    const auto &lama = std::get<core::LamaTrace>(trace.network);
    const core::Matrix mean = lama.states.colwise().mean();
    QCOMPARE(support::difference(core::Matrix(lama.sentence.row(2)), mean, 1e-6), QString());
    QVERIFY((core::Matrix(lama.sentence.row(1)) - mean).norm() > 1e-4F);
}

void UniformAttentionTest::maskedKeysGetNothing()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    const auto nothingRemoved = [](int, int, int, int) { return 1.0; };
    const auto everything = [](int, int) { return 1.0; };
    const std::vector<bool> closed = masked::maskOf({0, 5});
    for (const bool isAfter : {false, true}) {
        const support::ReferenceMask mask{.before = nothingRemoved, .uniform = everything, .isUniformAfter = isAfter};
        QCOMPARE(support::difference(traceUnder(*model, isAfter ? "uniform~after" : "uniform", closed),
                                     core::ModelTask::Classification,
                                     support::referenceTrace(tiny.reference(), someIds(), closed, mask), 2e-5),
                 QString());
    }
    // With nothing left to weigh there is nothing to share out.
    const std::vector<bool> all(tokens, true);
    const auto logits = [&](const std::string &mask) { return traceUnder(*model, mask, all).logits; };
    QVERIFY(logits("uniform") == logits(""));
    QVERIFY(logits("uniform~after") == logits(""));
}

void UniformAttentionTest::strengthNothingIsNoMask()
{
    QFETCH(QJsonObject, config);
    config.remove("attention_mask");
    const auto model = TinyModel(config).load();
    QVERIFY(traceUnder(*model, "uniform~0").logits == traceUnder(*model, "").logits);
}

void UniformAttentionTest::bothModesAgreeAtFullStrength()
{
    QFETCH(QJsonObject, config);
    const auto model = TinyModel(config).load();
    QCOMPARE(support::difference(traceUnder(*model, "uniform~after").logits, traceUnder(*model, "uniform").logits, 1e-6),
             QString());
}

// Asked for in its place, and together with it.
void UniformAttentionTest::itTakesThePlaceOfTheModelsMask()
{
    const auto model = TinyModel(support::encoderConfig(support::attentionCase("no diagonal"))).load();
    const core::ForwardTrace alone = traceUnder(*model, "uniform@0.1");
    QCOMPARE(firstLayer(alone).attention[1](3, 3), 1.0F / tokens);
    QCOMPARE(firstLayer(alone).attention[0](3, 3), 0.0F);
    QCOMPARE(firstLayer(traceUnder(*model, "diagonal&uniform@0.1")).attention[1](3, 3), 0.0F);
}

void UniformAttentionTest::itRemovesNoPairs()
{
    const core::AttentionMask mask = maskOf("uniform@0");
    QCOMPARE(core::MaskPlan(mask, {.tokens = tokens, .heads = 4}, {}).sparsity(2), 0.0);
    QCOMPARE(core::uniformHeads(mask, {0}, 4), (std::vector{0, 1, 2, 3}));
    QVERIFY(core::uniformHeads(mask, {1}, 4).empty());
    QCOMPARE(core::uniformHeads(maskOf("band:2&uniform@1.3"), {1}, 4), std::vector{3});
    QVERIFY(core::uniformHeads(maskOf("band:2"), {0}, 4).empty());
}

void UniformAttentionTest::whatHasNoMeaningIsRefused_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QJsonObject &config, const char *mask, const char *expected) {
        QTest::newRow(name) << config << QString(mask) << QString(expected);
    };
    const auto kind = [](const char *name) { return support::encoderConfig(support::attentionCase(name)); };
    row("features", kind("linear, context first"), "uniform", "weighs features and not tokens");
    row("no pairs to remove", kind("linformer"), "diagonal&uniform", "no pairs of tokens");
    row("no pairs of words", support::lamaConfig(), "band:1+uniform", "no pairs of query and key");
    row("control", kind("standard"), "uniform~control:1",
        "uniform removes no pairs, so that there is no random control of it");
    row("a share after no softmax", kind("linear, efficient"), "uniform~after~0.5", "no softmax over the keys");
    row("layer", kind("standard"), "uniform@2", "there is no layer 2, the model has 2");
    row("layer of LAMA", support::lamaConfig(), "uniform@1", "there is no layer 1, the model has 1");
    row("head of Linformer", kind("linformer"), "uniform@0.4", "there is no head 0.4");
}

void UniformAttentionTest::whatHasNoMeaningIsRefused()
{
    QFETCH(QJsonObject, config);
    QFETCH(QString, mask);
    QFETCH(QString, expected);
    const std::string message = refusal(*TinyModel(config).load(), mask.toStdString());
    QVERIFY2(message.find(expected.toStdString()) != std::string::npos, message.c_str());
}

ATTNSCOPE_TEST(UniformAttentionTest, tests::NoApplication)
#include "tst_uniform_attention.moc"
