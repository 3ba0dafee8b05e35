#include "core/model/mask/attention_mask.h"

#include "core/model/encoder.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <cmath>
#include <cstdlib>

namespace {

using core::AttentionMask;
using support::TinyModel;

constexpr int tokens = 9;
constexpr int heads = 4;

const std::vector<core::LayerTrace> &layersOf(const core::ForwardTrace &trace)
{
    return std::get<core::EncoderTrace>(trace.network).layers;
}

AttentionMask maskOf(const std::string &text)
{
    const auto mask = core::parseMask(text);
    if (!mask)
        qFatal("%s", mask.error().message.c_str());
    return *mask;
}

std::vector<core::TokenId> someIds()
{
    return support::randomIds(tokens, 64, 1);
}

core::ForwardTrace traceUnder(const core::LoadedModel &model, const AttentionMask &mask)
{
    const core::ForwardOptions options{.kept = core::KeptTensors::all(), .mask = mask};
    auto trace = core::forward(model, someIds(), options, {});
    if (!trace)
        qFatal("%s", trace.error().message.c_str());
    return *std::move(trace);
}

// Bit for bit, in every kept tensor of every layer.
bool areSame(const core::ForwardTrace &left, const core::ForwardTrace &right)
{
    const auto haveSame = [](const core::HeadMatrices &one, const core::HeadMatrices &other) {
        return one.size() == other.size() && std::equal(one.data(), one.data() + one.size(), other.data());
    };
    for (std::size_t layer = 0; layer < layersOf(left).size(); ++layer) {
        const core::LayerTrace &one = layersOf(left)[layer];
        const core::LayerTrace &other = layersOf(right)[layer];
        if (!haveSame(one.scores, other.scores) || !haveSame(one.attention, other.attention) || one.hidden != other.hidden ||
            !haveSame(one.headOutput, other.headOutput))
            return false;
    }
    return left.logits == right.logits;
}

std::vector<support::AttentionCase> maskableKinds()
{
    std::vector<support::AttentionCase> kinds;
    for (const char *name : {"standard", "symmetric", "pairwise", "shared"})
        kinds.push_back({name, support::attentionCase(name)});
    for (const support::AttentionCase &kind : support::trainedMasks())
        kinds.push_back(kind);
    return kinds;
}

void addMaskableKinds()
{
    QTest::addColumn<QJsonObject>("config");
    for (const support::AttentionCase &kind : maskableKinds())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
}

std::string refusal(const core::LoadedModel &model, const AttentionMask &mask)
{
    const auto trace = core::forward(model, someIds(), {.mask = mask}, {});
    return trace ? std::string() : trace.error().message;
}

}  // namespace

class AttentionMaskTest : public QObject
{
    Q_OBJECT

private slots:
    void maskOfOnesIsNoMask_data() { addMaskableKinds(); }
    void maskOfOnesIsNoMask();
    void diagonalMaskDividesByWhatIsLeft();
    void afterTheSoftmaxNothingIsSharedOut();
    void strengthLeavesAShare();
    void maskReplacesThatOfTheModel();
    void scopeSparesTheOtherHeads();
    void sparsityCountsEveryHead_data();
    void sparsityCountsEveryHead();
    void passEqualsTheReference_data();
    void passEqualsTheReference();
    void ablationZeroesColumnsOfTheOutputProjection_data();
    void ablationZeroesColumnsOfTheOutputProjection();
    void ablationEqualsTheReference_data();
    void ablationEqualsTheReference();
    void ablationGivesTheMean();
    void queryWithoutAKeyAttendsToNothing();
    void laterStartIsTheWholePass_data();
    void laterStartIsTheWholePass();
    void controlIsAnotherMaskOfThatSize();
    void kindsWithoutPairsRefuse_data();
    void kindsWithoutPairsRefuse();
    void whatTheModelDoesNotHaveIsRefused_data();
    void whatTheModelDoesNotHaveIsRefused();
    void foreignMeansAreRefused();
};

void AttentionMaskTest::maskOfOnesIsNoMask()
{
    QFETCH(QJsonObject, config);
    config.remove("attention_mask");
    const auto model = TinyModel(config).load();
    const core::ForwardTrace unmasked = traceUnder(*model, {});
    const core::MaskTerm ones = core::paintedTerm(core::pairMask(heads, tokens, [](int, int, int) { return true; }));
    for (const AttentionMask &mask : {maskOf("none"), maskOf("band:9"), maskOf("diagonal~0"), maskOf("diagonal~0~after"),
                                      maskOf("none@1.2"), AttentionMask{.pattern = core::patternOf(ones)}})
        QVERIFY2(areSame(traceUnder(*model, mask), unmasked), core::maskText(mask).c_str());
}

// P'_ij = P_ij / (1 - P_ii), in the first layer, whose input the mask does not change.
void AttentionMaskTest::diagonalMaskDividesByWhatIsLeft()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const core::ForwardTrace full = traceUnder(*model, {});
    const core::ForwardTrace masked = traceUnder(*model, maskOf("diagonal"));
    for (int head = 0; head < heads; ++head) {
        core::Matrix expected = layersOf(full)[0].attention[head];
        for (int query = 0; query < tokens; ++query)
            expected.row(query) /= 1.0F - expected(query, query);
        expected.diagonal().setZero();
        QCOMPARE(support::difference(core::Matrix(layersOf(masked)[0].attention[head]), expected, 1e-6), QString());
    }
}

// o'_i = o_i - P_ii v_i.
void AttentionMaskTest::afterTheSoftmaxNothingIsSharedOut()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const core::ForwardTrace full = traceUnder(*model, {});
    const core::ForwardTrace masked = traceUnder(*model, maskOf("diagonal~after"));
    for (int head = 0; head < heads; ++head) {
        const core::Matrix attention = layersOf(full)[0].attention[head];
        const core::Matrix diagonal = attention.diagonal().asDiagonal();
        const core::Matrix expected = layersOf(full)[0].headOutput[head] - diagonal * layersOf(full)[0].value[head];
        QVERIFY(core::Matrix(layersOf(masked)[0].attention[head]) == attention - diagonal);
        QCOMPARE(support::difference(core::Matrix(layersOf(masked)[0].headOutput[head]), expected, 1e-6), QString());
    }
}

void AttentionMaskTest::strengthLeavesAShare()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const core::ForwardTrace full = traceUnder(*model, {});
    const core::ForwardTrace masked = traceUnder(*model, maskOf("diagonal~0.75"));
    core::Matrix expected = layersOf(full)[0].attention[1];
    expected.diagonal() *= 0.25F;
    for (int query = 0; query < tokens; ++query)
        expected.row(query) /= expected.row(query).sum();
    QCOMPARE(support::difference(core::Matrix(layersOf(masked)[0].attention[1]), expected, 1e-6), QString());
    QVERIFY(areSame(traceUnder(*model, maskOf("diagonal~1")), traceUnder(*model, maskOf("diagonal"))));
}

void AttentionMaskTest::maskReplacesThatOfTheModel()
{
    const TinyModel tiny(support::encoderConfig(support::attentionCase("no diagonal")));
    const auto model = tiny.load();
    const core::ForwardTrace own = traceUnder(*model, {});
    const core::ForwardTrace full = traceUnder(*model, maskOf("none@0.1"));
    QVERIFY((layersOf(own)[0].attention[1].diagonal().array() == 0.0F).all());
    QVERIFY((layersOf(full)[0].attention[1].diagonal().array() > 0.0F).all());
    QVERIFY((layersOf(full)[0].attention[0].diagonal().array() == 0.0F).all());
    QVERIFY(areSame(traceUnder(*model, maskOf("diagonal")), own));
}

void AttentionMaskTest::scopeSparesTheOtherHeads()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const core::ForwardTrace full = traceUnder(*model, {});
    const core::ForwardTrace masked = traceUnder(*model, maskOf("band:0@0.2"));
    for (const int head : {0, 1, 3})
        QVERIFY(core::Matrix(layersOf(masked)[0].attention[head]) == core::Matrix(layersOf(full)[0].attention[head]));
    QVERIFY(core::Matrix(layersOf(masked)[0].attention[2]) == core::Matrix::Identity(tokens, tokens));
    const core::ForwardTrace second = traceUnder(*model, maskOf("band:0@1"));
    QVERIFY(layersOf(second)[0].hidden == layersOf(full)[0].hidden);
    QVERIFY(core::Matrix(layersOf(second)[1].attention[3]) == core::Matrix::Identity(tokens, tokens));
}

void AttentionMaskTest::sparsityCountsEveryHead_data()
{
    QTest::addColumn<QString>("mask");
    QTest::addColumn<double>("ofAll");      // 2 layers of 2 heads over 4 tokens, trained without a mask
    QTest::addColumn<double>("ofTheRest");  // trained without the diagonal
    QTest::newRow("none") << "" << 0.0 << 0.25;
    QTest::newRow("everywhere") << "diagonal" << 0.25 << 0.25;
    QTest::newRow("full") << "none" << 0.0 << 0.0;
    QTest::newRow("half") << "diagonal~0.5" << 0.125 << 0.125;
    QTest::newRow("a layer") << "band:0@1" << 0.375 << (0.75 + 0.25) / 2;
    QTest::newRow("a head") << "band:0@1.0" << 0.75 / 4 << (0.75 + 3 * 0.25) / 4;
    QTest::newRow("a head in part") << "band:0~0.2@1.0" << 0.15 / 4 << (0.15 + 3 * 0.25) / 4;
    QTest::newRow("control") << "diagonal~control:1" << 0.25 << 0.25;
}

void AttentionMaskTest::sparsityCountsEveryHead()
{
    QFETCH(QString, mask);
    const core::AttentionMask asked = *core::parseMask(mask.toStdString());
    const core::PatternInput input{.tokens = 4, .heads = 2};
    QTEST(core::MaskPlan(asked, input, {}).sparsity(2), "ofAll");
    QTEST(core::MaskPlan(asked, input, core::withoutDiagonal(4)).sparsity(2), "ofTheRest");
}

void AttentionMaskTest::passEqualsTheReference_data()
{
    addMaskableKinds();
}

// Plain loops in double: a band everywhere with a share left, and a diagonal of two heads after the softmax.
void AttentionMaskTest::passEqualsTheReference()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    const auto check = [&](const std::string &text, const support::ReferenceMask &mask) {
        return support::difference(traceUnder(*model, maskOf(text)), core::ModelTask::Classification,
                                   support::referenceTrace(tiny.reference(), someIds(), {}, mask), 2e-5);
    };
    const auto band = [](int, int, int query, int key) { return std::abs(query - key) <= 2 ? 1.0 : 0.0; };
    const auto partial = [](int, int, int query, int key) { return query == key ? 0.3 : 1.0; };
    const auto nothing = [](int, int, int, int) { return 1.0; };
    const auto halfAfter = [](int, int, int query, int key) { return query == key ? 0.5 : 1.0; };
    QCOMPARE(check("band:2", {.before = band}), QString());
    QCOMPARE(check("diagonal~0.7", {.before = partial}), QString());
    QCOMPARE(check("diagonal~0.5~after", {.before = nothing, .after = halfAfter}), QString());
    if (config.contains("attention_mask"))
        return;
    const auto someHeads = [](int layer, int head, int query, int key) {
        return layer == 1 && head % 2 == 0 && query == key ? 0.0 : 1.0;
    };
    QCOMPARE(check("diagonal@1.0,1.2", {.before = someHeads}), QString());
}

void AttentionMaskTest::ablationZeroesColumnsOfTheOutputProjection_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
}

void AttentionMaskTest::ablationZeroesColumnsOfTheOutputProjection()
{
    QFETCH(QJsonObject, config);
    TinyModel tiny(config);
    const core::ForwardTrace ablated = traceUnder(*tiny.load(), maskOf("ablate@0.1"));
    constexpr int headSize = 6;
    support::ReferenceTensor &projection = tiny.tensor("encoder.layer.0.attention.output.dense.weight");
    const auto columns = static_cast<std::size_t>(projection.shape[1]);
    for (std::size_t index = 0; index < projection.values.size(); ++index) {
        if (index % columns / headSize == 1)
            projection.values[index] = 0.0;
    }
    tiny.write();
    const core::ForwardTrace expected = traceUnder(*tiny.load(), {});
    QCOMPARE(support::difference(ablated.logits, expected.logits, 1e-6), QString());
    QVERIFY((layersOf(ablated)[0].headOutput[1].array() == 0.0F).all());
}

void AttentionMaskTest::ablationEqualsTheReference_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
    QTest::newRow("LAMA") << support::lamaConfig();
}

void AttentionMaskTest::ablationEqualsTheReference()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto isAblated = [](int layer, int head) { return layer == 0 && (head == 1 || head == 3); };
    QCOMPARE(support::difference(traceUnder(*tiny.load(), maskOf("ablate@0.1,0.3")), core::ModelTask::Classification,
                                 support::referenceTrace(tiny.reference(), someIds(), {}, {.isAblated = isAblated}), 2e-5),
             QString());
}

void AttentionMaskTest::ablationGivesTheMean()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    AttentionMask mask = maskOf("ablate:mean@1.2");
    const core::Matrix means = support::randomMatrix(heads, 6, 3);
    mask.ablation.means = std::make_shared<const core::HeadMeans>(core::HeadMeans{core::Matrix::Zero(heads, 6), means});
    const core::ForwardTrace trace = traceUnder(*model, mask);
    for (int query = 0; query < tokens; ++query)
        QVERIFY(core::Matrix(layersOf(trace)[1].headOutput[2].row(query)) == core::Matrix(means.row(2)));
}

void AttentionMaskTest::queryWithoutAKeyAttendsToNothing()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto withoutThird = core::paintedTerm(core::pairMask(1, tokens, [](int, int query, int) { return query != 3; }));
    for (const core::MaskMode mode : {core::MaskMode::BeforeSoftmax, core::MaskMode::AfterSoftmax}) {
        const core::ForwardTrace trace = traceUnder(*model, {.pattern = core::patternOf(withoutThird), .mode = mode});
        for (const core::LayerTrace &layer : layersOf(trace)) {
            QVERIFY((layer.attention[0].row(3).array() == 0.0F).all());
            QVERIFY((layer.headOutput[0].row(3).array() == 0.0F).all());
            QVERIFY(std::abs(layer.attention[0].row(4).sum() - 1.0F) < 1e-6F);
        }
        QVERIFY(trace.logits.allFinite());
    }
}

void AttentionMaskTest::laterStartIsTheWholePass_data()
{
    QTest::addColumn<QString>("mask");
    for (const char *mask : {"diagonal@0", "diagonal@1", "diagonal@1.2", "ablate@1.0", "diagonal@1;ablate@0.1", ""})
        QTest::newRow(mask) << QString(mask);
}

void AttentionMaskTest::laterStartIsTheWholePass()
{
    QFETCH(QString, mask);
    const auto model = TinyModel(support::encoderConfig()).load();
    core::ForwardOptions options{.kept = core::KeptTensors::all()};
    const core::ForwardTrace unmasked = *core::forward(*model, someIds(), options, {});
    options.mask = maskOf(mask.toStdString());
    const auto later = core::forwardMasked(*model, someIds(), unmasked, options, {});
    QVERIFY(later);
    QVERIFY(areSame(*later, traceUnder(*model, options.mask)));
}

void AttentionMaskTest::controlIsAnotherMaskOfThatSize()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const core::ForwardTrace masked = traceUnder(*model, maskOf("diagonal~control:5"));
    for (int head = 0; head < heads; ++head)
        QCOMPARE(static_cast<int>((layersOf(masked)[0].attention[head].array() == 0.0F).count()), tokens);
    QVERIFY((layersOf(masked)[0].attention[0].diagonal().array() > 0.0F).any());
}

void AttentionMaskTest::kindsWithoutPairsRefuse_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<QString>("expected");
    for (const char *name : {"linformer", "linformer, layerwise"})
        QTest::newRow(name) << support::encoderConfig(support::attentionCase(name))
                            << "attend to projected slots and not to tokens";
    for (const char *name : {"linear, efficient", "linear, context first"})
        QTest::newRow(name) << support::encoderConfig(support::attentionCase(name)) << "no pair of tokens can be masked";
    QTest::newRow("LAMA") << support::lamaConfig() << "no pairs of query and key to mask";
}

void AttentionMaskTest::kindsWithoutPairsRefuse()
{
    QFETCH(QJsonObject, config);
    QFETCH(QString, expected);
    const auto model = TinyModel(config).load();
    const core::MaskSupport support = core::maskSupport(model->config);
    QVERIFY(!support.pairs && support.ablation);
    QVERIFY(refusal(*model, maskOf("diagonal")).find(expected.toStdString()) != std::string::npos);
    QCOMPARE(refusal(*model, maskOf("ablate@0.1")), std::string());
}

void AttentionMaskTest::whatTheModelDoesNotHaveIsRefused_data()
{
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("expected");
    QTest::newRow("layer") << "diagonal@2"
                           << "there is no layer 2, the model has 2";
    QTest::newRow("head") << "diagonal@1.4"
                          << "there is no head 1.4, the model has 2 layers of 4 heads";
    QTest::newRow("ablated head") << "ablate@0.9"
                                  << "there is no head 0.9";
    QTest::newRow("gates") << "diagonal+learned"
                           << "no learned gates";
    QTest::newRow("means") << "ablate:mean@0"
                           << "have not been gathered";
    QTest::newRow("heads of a file") << "painted:1:8"
                                     << "made for 3 heads, the model has 4";
}

void AttentionMaskTest::whatTheModelDoesNotHaveIsRefused()
{
    QFETCH(QString, mask);
    QFETCH(QString, expected);
    AttentionMask asked = maskOf(mask.toStdString());
    if (mask.startsWith("painted"))
        asked.pattern = core::patternOf(core::paintedTerm({3, 1, {1, 1, 1}}));
    const std::string message = refusal(*TinyModel(support::encoderConfig()).load(), asked);
    QVERIFY2(message.find(expected.toStdString()) != std::string::npos, message.c_str());
}

void AttentionMaskTest::foreignMeansAreRefused()
{
    AttentionMask mask = maskOf("ablate:mean@0");
    mask.ablation.means =
        std::make_shared<const core::HeadMeans>(core::HeadMeans{core::Matrix::Zero(heads, 5), core::Matrix::Zero(heads, 5)});
    QVERIFY(refusal(*TinyModel(support::encoderConfig()).load(), mask).find("another model") != std::string::npos);
}

ATTNSCOPE_TEST(AttentionMaskTest, tests::NoApplication)
#include "tst_attention_mask.moc"
