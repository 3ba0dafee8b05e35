#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/held_out_mask.h"
#include "core/corpus/evaluation/masked_evaluation.h"
#include "core/model/model_inputs.h"

#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

const std::filesystem::path folder = ATTNSCOPE_TEST_DATA "/published/gpt2-language-model";
const std::string text = "The film is not very good, but the music was warm.";

// The mean of -log p of every piece but the first, from the stored logits of the text.
struct Expected {
    double loss = 0;
    double accuracy = 0;
};

Expected expectedOf(const std::vector<core::TokenId> &ids)
{
    const auto tensors = support::readTensors(folder / "golden.safetensors");
    const support::ReferenceTensor &logits = tensors.at("logits");
    const auto vocabulary = static_cast<std::size_t>(logits.shape[1]);
    Expected expected;
    for (std::size_t row = 0; row + 1 < ids.size(); ++row) {
        const auto *first = logits.values.data() + row * vocabulary;
        double sum = 0;
        for (std::size_t piece = 0; piece < vocabulary; ++piece)
            sum += std::exp(first[piece]);
        const auto answer = static_cast<std::size_t>(ids[row + 1].value);
        expected.loss += std::log(sum) - first[answer];
        expected.accuracy += std::max_element(first, first + vocabulary) == first + answer ? 1 : 0;
    }
    const auto guesses = static_cast<double>(ids.size() - 1);
    return {expected.loss / guesses, expected.accuracy / guesses};
}

}  // namespace

class CausalEvaluationTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_model = *core::loadModel(folder); }
    void everyPieceButTheFirstIsTold();
    void longTextsAreCutIntoParts();
    void lossIsThatOfTheStoredLogits();

private:
    std::shared_ptr<const core::LoadedModel> m_model;
};

void CausalEvaluationTest::everyPieceButTheFirstIsTold()
{
    const auto parts = core::maskedParts(*m_model, std::vector{text});
    QVERIFY(parts);
    QCOMPARE(parts->size(), 1U);
    const core::MaskedPart &part = parts->front();
    QCOMPARE(part.positions.size(), part.ids.size() - 1);
    for (std::size_t row = 0; row < part.positions.size(); ++row) {
        QCOMPARE(part.positions[row], static_cast<int>(row));
        QVERIFY(part.answers[row] == part.ids[row + 1]);
    }
}

void CausalEvaluationTest::longTextsAreCutIntoParts()
{
    const auto parts = core::maskedParts(*m_model, std::vector{text + ' ' + text + ' ' + text});
    QVERIFY(parts);
    QVERIFY(parts->size() > 1);
    for (const core::MaskedPart &part : *parts)
        QVERIFY(part.ids.size() <= m_model->tokenLimit());
}

void CausalEvaluationTest::lossIsThatOfTheStoredLogits()
{
    const auto ids = core::tokenIds(m_model->tokenizer->tokenize(text, m_model->tokenLimit()));
    const auto parts = core::maskedParts(*m_model, std::vector{text});
    const auto evaluation = core::evaluate(*m_model, *parts, {}, {});
    QVERIFY2(evaluation, evaluation ? "" : evaluation.error().message.c_str());
    const Expected expected = expectedOf(ids);
    QCOMPARE(evaluation->examples, ids.size() - 1);
    QVERIFY(std::abs(evaluation->loss - expected.loss) < 1e-5);
    QVERIFY(std::abs(evaluation->accuracy - expected.accuracy) < 1e-12);
}

ATTNSCOPE_TEST(CausalEvaluationTest, tests::NoApplication)
#include "tst_causal_evaluation.moc"
