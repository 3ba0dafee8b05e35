#include "core/corpus/diagnosis/checkpoint_diagnosis.h"

#include "core/corpus/diagnosis/findings.h"
#include "core/model/model_inputs.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace core;

namespace {

const std::string queryOfLayer1 = "encoder.layer.1.attention.self.query.weight";

DiagnosisPointer diagnosisOf(const std::filesystem::path &path)
{
    const auto found = diagnoseCheckpoint({.path = path}, {}, {});
    if (!found)
        qFatal("%s", found.error().message.c_str());
    return *found;
}

std::string allFindings(const CheckpointDiagnosis &diagnosis)
{
    std::string text;
    for (const std::string &finding : findings(diagnosis))
        text += finding + "\n";
    return text;
}

bool says(const CheckpointDiagnosis &diagnosis, const std::string &words)
{
    return allFindings(diagnosis).find(words) != std::string::npos;
}

const CheckedTensor *tensorNamed(const CheckpointDiagnosis &diagnosis, const std::string &name)
{
    const auto found = std::ranges::find_if(diagnosis.tensors,
                                            [&name](const CheckedTensor &tensor) { return tensor.name.ends_with(name); });
    return found == diagnosis.tensors.end() ? nullptr : &*found;
}

// Makes the weights and biases of queries and keys zeros, of one layer or of all.
void silence(support::TinyModel &model, const std::string &layer)
{
    for (auto &[name, tensor] : model.tensors()) {
        const bool isScore = name.find("self.query.") != std::string::npos || name.find("self.key.") != std::string::npos;
        if (isScore && name.find(layer) != std::string::npos)
            std::ranges::fill(tensor.values, 0.0);
    }
}

// Head 2 of layer 1 gets the weights of its head 0, its scores times `factor`, with which its maps become other ones.
void copyHead(support::TinyModel &model, double factor)
{
    for (const char *part : {"query", "key"}) {
        const double own = part == std::string("query") ? factor : 1.0;
        for (const char *kind : {"weight", "bias"}) {
            support::ReferenceTensor &tensor =
                model.tensor(std::string("encoder.layer.1.attention.self.") + part + "." + kind);
            const std::size_t size = tensor.values.size() / 4;
            for (std::size_t index = 0; index < size; ++index) {
                tensor.values[index] *= 40;  // so that the head is far from uniform
                tensor.values[2 * size + index] = own * tensor.values[index];
            }
        }
    }
}

// The mean over the rows of the probe texts by plain loops; `allows` says which keys a query has.
double plainFromUniform(const LoadedModel &model, int layer, int head, bool (*allows)(int query, int key))
{
    double sum = 0;
    int rows = 0;
    for (const std::string_view text : probeTexts()) {
        const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
        const ForwardTrace trace = support::wholeTrace(model, tokenIds(tokens));
        const MatrixView map = std::get<EncoderTrace>(trace.network).layers[static_cast<std::size_t>(layer)].attention[head];
        const int count = static_cast<int>(map.rows());
        for (int query = 0; query < count; ++query) {
            int keys = 0;
            for (int key = 0; key < count; ++key)
                keys += allows(query, key) ? 1 : 0;
            if (keys < 2)
                continue;
            double distance = 0;
            for (int key = 0; key < count; ++key)
                distance += std::abs(static_cast<double>(map(query, key)) - (allows(query, key) ? 1.0 / keys : 0.0));
            sum += distance / 2;
            ++rows;
        }
    }
    return sum / rows;
}

}  // namespace

class CheckpointDiagnosisTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTensorIsThere();
    void faultsAreInTheTable();
    void constantMatricesAreNamed();
    void uniformHeadsAreFound();
    void untrainedModelIsToldOf();
    void copiedHeadsAreFound();
    void distancesAreThoseOfPlainLoops_data();
    void distancesAreThoseOfPlainLoops();
    void prunedHeadsAreLeftOut();
    void whatIsNotDefinedSaysWhy_data();
    void whatIsNotDefinedSaysWhy();
    void weightsAreThereForEveryHead();
    void fileOfAttentionHasHeadsAlone();
    void percentagesAreNoSharesToCompare();
    void tiedWeightsAreUsedTwice();
    void tokenizerThatIsGoneLeavesTheTensors();
    void partsComeOneAfterTheOther();
    void stopsAnywhere();
    void folderWithoutAModelIsRefused();
    void tableHasARowForEveryTensor();
};

void CheckpointDiagnosisTest::everyTensorIsThere()
{
    const support::TinyModel model(support::encoderConfig());
    const DiagnosisPointer found = diagnosisOf(model.directory());
    QVERIFY(found->report.fits() && found->patternsAbsence.empty() && found->weightsAbsence.empty());
    QCOMPARE(found->tensors.size(), model.reference().tensors.size());
    for (const CheckedTensor &tensor : found->tensors) {
        QCOMPARE(tensor.use, TensorUse::Used);
        const support::ReferenceTensor &expected = model.reference().tensors.at(tensor.usedAs.front());
        QCOMPARE(*tensor.shape, expected.shape);
        QCOMPARE(tensor.statistics->minimum,
                 static_cast<double>(static_cast<float>(*std::ranges::min_element(expected.values))));
    }
    QVERIFY(found->tensors.front().name.ends_with("word_embeddings.weight"));  // the network's order
    QCOMPARE(found->progress.done, found->progress.all);
    QVERIFY(says(*found, "The checkpoint fits: every tensor of the model is there."));
}

void CheckpointDiagnosisTest::faultsAreInTheTable()
{
    support::TinyModel model(support::encoderConfig());
    model.tensor(queryOfLayer1).values[3] = std::numeric_limits<double>::quiet_NaN();
    model.tensors()["stray.weight"] = {{2}, {0, 5}};
    model.tensors().erase("encoder.layer.0.output.dense.bias");
    support::ReferenceTensor &shorter = model.tensor("encoder.layer.0.intermediate.dense.bias");
    shorter.values.pop_back();
    shorter.shape = {static_cast<std::int64_t>(shorter.values.size())};
    model.write();
    const DiagnosisPointer found = diagnosisOf(model.directory());
    QVERIFY(!found->report.fits());
    QCOMPARE(tensorNamed(*found, queryOfLayer1)->use, TensorUse::NotFinite);
    QCOMPARE(tensorNamed(*found, queryOfLayer1)->statistics->nonFinite, 1);
    const CheckedTensor &stray = *tensorNamed(*found, "stray.weight");
    QCOMPARE(stray.use, TensorUse::Unused);
    QCOMPARE(stray.statistics->norm, 5.0);
    QCOMPARE(stray.statistics->zeroShare, 0.5);
    const CheckedTensor &missing = *tensorNamed(*found, "encoder.layer.0.output.dense.bias");
    QCOMPARE(missing.use, TensorUse::Missing);
    QVERIFY(!missing.statistics && !missing.shape && missing.expected);
    const CheckedTensor &other = *tensorNamed(*found, "encoder.layer.0.intermediate.dense.bias");
    QCOMPARE(other.use, TensorUse::IllShaped);
    QCOMPARE(other.expected->front(), other.shape->front() + 1);
    QVERIFY(found->patterns.heads.empty() && found->weights.empty());
    QVERIFY(says(*found, "The checkpoint does not fit: 1 tensor is missing"));
    QVERIFY(says(*found, "no head was run"));
}

void CheckpointDiagnosisTest::constantMatricesAreNamed()
{
    support::TinyModel model(support::encoderConfig());
    silence(model, "layer.1.");
    model.write();
    const DiagnosisPointer found = diagnosisOf(model.directory());
    QVERIFY2(says(*found, "2 matrices hold one number over and over: "), allFindings(*found).c_str());
}

void CheckpointDiagnosisTest::uniformHeadsAreFound()
{
    support::TinyModel model(support::encoderConfig());
    for (const char *part : {"query", "key"}) {
        for (double &value : model.tensor(std::string("encoder.layer.0.attention.self.") + part + ".weight").values)
            value *= 40;
    }
    silence(model, "layer.1.");
    model.write();
    const DiagnosisPointer found = diagnosisOf(model.directory());
    for (int head = 0; head < 4; ++head) {
        QVERIFY(found->patternOf({{1}, {head}})->fromUniform < 1e-6);
        QVERIFY(found->patternOf({{0}, {head}})->fromUniform > nearUniformVariation);
    }
    QCOMPARE(found->patterns.nearUniformHeads(), 4U);
    QVERIFY(!found->patterns.areAllNearUniform());
    QVERIFY2(
        says(*found, "4 of 8 heads are near-uniform, attending to every token about equally: L1 H0, L1 H1, L1 H2, L1 H3."),
        allFindings(*found).c_str());
    QVERIFY(found->patterns.identical.empty());  // uniform ones are alike by that
}

void CheckpointDiagnosisTest::untrainedModelIsToldOf()
{
    support::TinyModel model(support::encoderConfig());
    silence(model, "layer.");
    model.write();
    const DiagnosisPointer found = diagnosisOf(model.directory());
    QVERIFY(found->patterns.areAllNearUniform());
    QVERIFY(says(*found, "Every head attends to every token about equally: the attention weights look untrained or were not "
                         "loaded."));
}

void CheckpointDiagnosisTest::copiedHeadsAreFound()
{
    support::TinyModel model(support::encoderConfig());
    copyHead(model, 1);
    model.write();
    const DiagnosisPointer found = diagnosisOf(model.directory());
    QCOMPARE(found->patterns.identical.size(), 1U);
    const IdenticalHeads &pair = found->patterns.identical.front();
    QVERIFY(pair.layer.value == 1 && pair.one.value == 0 && pair.other.value == 2 && pair.variation < 1e-6);
    QCOMPARE(found->patternOf({{1}, {2}})->nearest->value, 0);
    QVERIFY(says(*found, "1 pair of heads is near-identical, attending to the same: L1 H0 and H2."));

    support::TinyModel turned(support::encoderConfig());
    copyHead(turned, -3);
    turned.write();
    QVERIFY(diagnosisOf(turned.directory())->patterns.identical.empty());
}

void CheckpointDiagnosisTest::distancesAreThoseOfPlainLoops_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("kind");
    QTest::newRow("standard") << QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/bert-classifier") << 0;
    QTest::newRow("causal") << QStringLiteral(ATTNSCOPE_TEST_DATA "/published/gpt2-classifier") << 1;
    QTest::newRow("no diagonal") << QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/no-diagonal") << 2;
}

void CheckpointDiagnosisTest::distancesAreThoseOfPlainLoops()
{
    QFETCH(const QString, path);
    QFETCH(const int, kind);
    bool (*const allowed[])(int, int) = {[](int, int) { return true; }, [](int query, int key) { return key <= query; },
                                         [](int query, int key) { return key != query; }};
    const auto model = loadModel(path.toStdString());
    QVERIFY2(model, qPrintable(support::messageOf(model)));
    const HeadPatterns found = headPatterns(**model, {}).value();
    QCOMPARE(found.texts, probeTexts().size());
    for (const HeadPattern &head : found.heads) {
        const double expected = plainFromUniform(**model, head.head.layer.value, head.head.head.value, allowed[kind]);
        QVERIFY(std::abs(head.fromUniform - expected) < 1e-6);
    }
}

void CheckpointDiagnosisTest::prunedHeadsAreLeftOut()
{
    const DiagnosisPointer found = diagnosisOf(ATTNSCOPE_TEST_DATA "/published/bert-pruned-heads");
    QVERIFY(found->patterns.prunedHeads() > 0);
    for (const HeadPattern &head : found->patterns.heads) {
        QCOMPARE(std::isnan(head.fromUniform), head.isPruned);
        QVERIFY(!head.isPruned || (!head.isNearUniform && !head.nearest));
        QVERIFY(!head.nearest || !found->patternOf({head.head.layer, *head.nearest})->isPruned);
        QCOMPARE(found->weightsOf(head.head)->valueOutput.stableRank().has_value(), !head.isPruned);
    }
}

void CheckpointDiagnosisTest::whatIsNotDefinedSaysWhy_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("hasDistances");
    QTest::addColumn<bool>("hasPairs");
    QTest::addColumn<bool>("hasWeights");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("own slots") << "linformer-none" << true << false << true << "has slots of its own";
    QTest::newRow("shared slots") << "linformer-layerwise" << true << true << true << "";
    QTest::newRow("features") << "linear-context-first" << false << false << true << "map over features";
    QTest::newRow("implied map") << "linear-efficient" << true << true << true << "";
    QTest::newRow("lama") << "lama-learned" << true << true << false << "weighs words without queries and keys";
}

void CheckpointDiagnosisTest::whatIsNotDefinedSaysWhy()
{
    QFETCH(const QString, model);
    QFETCH(const bool, hasDistances);
    QFETCH(const bool, hasPairs);
    QFETCH(const bool, hasWeights);
    QFETCH(const QString, sentence);
    const DiagnosisPointer found = diagnosisOf((QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/") + model).toStdString());
    QVERIFY(found->report.fits());
    for (const HeadPattern &head : found->patterns.heads) {
        QCOMPARE(!std::isnan(head.fromUniform), hasDistances);
        QCOMPARE(head.nearest.has_value(), hasPairs);
    }
    QCOMPARE(!found->weights.empty(), hasWeights);
    QVERIFY2(says(*found, sentence.toStdString()), allFindings(*found).c_str());
}

void CheckpointDiagnosisTest::weightsAreThereForEveryHead()
{
    for (const support::AttentionCase &kind : support::attentionKinds()) {
        const support::TinyModel model(support::encoderConfig(kind.config));
        const DiagnosisPointer found = diagnosisOf(model.directory());
        QCOMPARE(found->weights.size(), 8U);
        const bool hasScores = !QString(kind.name).startsWith("linear,");
        for (const HeadWeightSpectra &head : found->weights) {
            QCOMPARE(head.queryKey.has_value(), hasScores);
            QVERIFY(head.valueOutput.stableRank() >= 1.0 && head.valueOutput.stableRank() <= 6.0);
            if (QString(kind.name) == "symmetric")
                QVERIFY(std::abs(*head.queryKey->symmetricShare - 1) < 1e-9);
        }
    }
}

// Of a causal map: each query to itself and all before it alike.
void CheckpointDiagnosisTest::fileOfAttentionHasHeadsAlone()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("maps.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"tokens": ["a", "b", "c"], "attention": [[[[1, 0, 0], [0.5, 0.5, 0], [0.25, 0.25, 0.5]],
                                                            [[1, 0, 0], [1, 0, 0], [1, 0, 0]]]]})");
    file.close();
    const DiagnosisPointer found = diagnosisOf(file.fileName().toStdString());
    QVERIFY(found->tensors.empty() && found->weights.empty());
    QVERIFY(std::abs(found->patternOf({{0}, {0}})->fromUniform - (0 + 1.0 / 6) / 2) < 1e-7);
    QVERIFY(std::abs(found->patternOf({{0}, {1}})->fromUniform - (0.5 + 2.0 / 3) / 2) < 1e-7);
    QVERIFY(says(*found, "A file of attention has no weights."));
    QVERIFY(!says(*found, "checkpoint"));
}

// The same map in percent, twice.
void CheckpointDiagnosisTest::percentagesAreNoSharesToCompare()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("maps.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[[[50, 50], [50, 50]], [[50, 50], [50, 50]]]");
    file.close();
    const DiagnosisPointer found = diagnosisOf(file.fileName().toStdString());
    QVERIFY(says(*found, "The weights of a query add up to 100 and not to 1, so no head can be said to be near-uniform"));
    QVERIFY(!says(*found, "near-identical, attending") && !says(*found, "No head"));
    QCOMPARE(found->patterns.heads.size(), std::size_t{2});
    QVERIFY(std::isnan(found->patterns.heads[0].fromUniform) && std::isnan(found->patterns.heads[0].fromNearest));
    QVERIFY(found->patterns.identical.empty());
    QVERIFY(!std::isnan(found->patterns.heads[0].attentionStableRank));
}

void CheckpointDiagnosisTest::tiedWeightsAreUsedTwice()
{
    const DiagnosisPointer found = diagnosisOf(ATTNSCOPE_TEST_DATA "/published/gpt2-language-model");
    std::set<std::string> used;
    for (const CheckedTensor &tensor : found->tensors)
        used.insert(tensor.usedAs.begin(), tensor.usedAs.end());
    QVERIFY(used.contains("embeddings.word_embeddings.weight"));
    QVERIFY(found->report.fits());
}

void CheckpointDiagnosisTest::tokenizerThatIsGoneLeavesTheTensors()
{
    const support::TinyModel model(support::encoderConfig());
    std::filesystem::remove(model.directory() / "vocab.txt");
    const DiagnosisPointer found = diagnosisOf(model.directory());
    QVERIFY(!found->tensors.empty() && !found->weights.empty() && found->patterns.heads.empty());
    QVERIFY2(found->patternsAbsence.find("vocab.txt") != std::string::npos, found->patternsAbsence.c_str());
}

void CheckpointDiagnosisTest::partsComeOneAfterTheOther()
{
    const support::TinyModel model(support::encoderConfig());
    std::vector<DiagnosisPointer> parts;
    std::size_t last = 0;
    const RunListener<DiagnosisPointer> listener{
        .soFar = [&parts](DiagnosisPointer part) { parts.push_back(std::move(part)); },
        .betweenBatches =
            [&last](const RunProgress &progress) {
                QVERIFY(progress.done >= last && progress.done <= progress.all);
                last = progress.done;
            }};
    QVERIFY(diagnoseCheckpoint({.path = model.directory()}, listener, {}));
    QCOMPARE(parts.size(), 2U);
    QVERIFY(!parts[0]->tensors.empty() && parts[0]->patterns.heads.empty());
    QVERIFY(!parts[1]->patterns.heads.empty() && parts[1]->weights.empty());
    QCOMPARE(last, 100U);
}

void CheckpointDiagnosisTest::stopsAnywhere()
{
    const support::TinyModel model(support::encoderConfig());
    int stopped = 0;
    bool isDone = false;
    for (int questions = 0; questions < 10'000 && !isDone; questions = 2 * questions + 1) {
        const auto found = diagnoseCheckpoint({.path = model.directory()}, {}, StopToken::afterQuestions(questions));
        isDone = found.hasValue();
        QVERIFY(isDone || found.error().kind == ErrorKind::Cancelled);
        stopped += isDone ? 0 : 1;
    }
    QVERIFY(isDone && stopped > 3);
}

void CheckpointDiagnosisTest::folderWithoutAModelIsRefused()
{
    const QTemporaryDir folder;
    QVERIFY(!diagnoseCheckpoint({.path = folder.path().toStdString()}, {}, {}));
}

void CheckpointDiagnosisTest::tableHasARowForEveryTensor()
{
    const std::vector<CheckedTensor> tensors{
        {.name = "a",
         .use = TensorUse::Used,
         .usedAs = {"x", "y"},
         .dtype = DType::F16,
         .shape = {{2, 3}},
         .statistics = TensorStatistics{.minimum = -1, .maximum = 2, .norm = 3, .zeroShare = 0.5}},
        {.name = "b", .use = TensorUse::Missing, .usedAs = {"b"}, .expected = {{4}}}};
    QCOMPARE(QString::fromStdString(tensorsCsv(tensors)),
             QStringLiteral("name,use,used_as,dtype,shape,expected_shape,minimum,maximum,norm,zero_share,not_finite\n"
                            "\"a\",\"used\",\"x y\",\"F16\",\"2 x 3\",\"\",-1,2,3,0.5,0\n"
                            "\"b\",\"missing\",\"b\",\"\",\"\",\"4\",,,,,\n"));
}

ATTNSCOPE_TEST(CheckpointDiagnosisTest, tests::NoApplication)
#include "tst_checkpoint_diagnosis.moc"
