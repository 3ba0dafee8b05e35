#include "core/pipeline/text_answers.h"

#include "core/model/model_outputs.h"
#include "tests/core/pipeline/pipeline_answer.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

namespace {

core::TextAnswersRequest requestOf(const support::TinyModel &tiny, std::vector<std::string> texts)
{
    return {.model = tiny.load(), .masksSpecialTokens = false, .target = {}, .texts = std::move(texts)};
}

core::TextAnswersPointer answersOf(core::TextAnswerer &answerer, const core::TextAnswersRequest &request,
                                   int *told = nullptr)
{
    const auto listen = [told](const core::TextAnswersPointer &) {
        if (told)
            ++*told;
    };
    const core::Result<core::TextAnswersPointer> answers = answerer.run(request, listen, {});
    if (!answers)
        qFatal("%s", answers.error().message.c_str());
    return *answers;
}

QJsonObject guessingConfig()
{
    return support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}});
}

}  // namespace

class TextAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void answersAreThoseOfThePipeline();
    void namedClassIsFollowed();
    void knownTextsAreNotRunAgain();
    void guessesAreThoseOfTheMask();
    void stoppedRunIsCancelled();
};

// The class that is most probable for the first text is followed through the others, whichever is theirs.
void TextAnswersTest::answersAreThoseOfThePipeline()
{
    const support::TinyModel tiny(support::encoderConfig());
    core::TextAnswerer answerer;
    const core::TextAnswersRequest request = requestOf(tiny, {"word57 word60 a", "a [MASK]", "word61 word59"});
    const core::TextAnswersPointer answers = answersOf(answerer, request);
    QVERIFY(answers->isComplete());
    core::AnalysisPipeline pipeline;
    std::optional<std::size_t> followed;
    for (std::size_t text = 0; text < request.texts.size(); ++text) {
        const auto snapshot = pipeline::answer(pipeline, pipeline::requestFor(tiny, request.texts[text]));
        if (!followed)
            followed = core::followedOutput(snapshot->model->config, snapshot->outputs);
        const core::TextAnswer &answer = answers->answers[text].value();
        QCOMPARE(answer.prediction, core::predictionName(snapshot->model->config, snapshot->outputs).value());
        QVERIFY(std::abs(answer.followed.value() - snapshot->outputs[followed.value()]) < 1e-6);
    }
    QVERIFY(answers->isProbability);
}

void TextAnswersTest::namedClassIsFollowed()
{
    const support::TinyModel tiny(support::encoderConfig());
    core::TextAnswerer answerer;
    core::TextAnswersRequest request = requestOf(tiny, {"word57 a"});
    request.target = {.name = "negative", .quantity = core::TargetQuantity::Probability};
    const core::TextAnswersPointer negative = answersOf(answerer, request);
    QCOMPARE(negative->followed, std::string("p(negative)"));
    request.target.name = "positive";
    const core::TextAnswersPointer positive = answersOf(answerer, request);
    QVERIFY(std::abs(*negative->answers[0]->followed + *positive->answers[0]->followed - 1) < 1e-9);
    request.target.quantity = core::TargetQuantity::Logit;
    QCOMPARE(answersOf(answerer, request)->followed, std::string("logit of positive"));
    QVERIFY(!answersOf(answerer, request)->isProbability);
}

// A run tells of every text that it had to work out, but for the last one, which is the answer.
void TextAnswersTest::knownTextsAreNotRunAgain()
{
    const support::TinyModel tiny(support::encoderConfig());
    core::TextAnswerer answerer;
    core::TextAnswersRequest request = requestOf(tiny, {"a", "b", "c"});
    int told = 0;
    answersOf(answerer, request, &told);
    QCOMPARE(told, 2);
    request.texts.emplace_back("d");
    told = 0;
    const core::TextAnswersPointer longer = answersOf(answerer, request, &told);
    QCOMPARE(told, 0);
    QCOMPARE(longer->answers.size(), std::size_t(4));
    request.model = tiny.load();
    answersOf(answerer, request, &told);
    QCOMPARE(told, 3);
}

void TextAnswersTest::guessesAreThoseOfTheMask()
{
    const support::TinyModel tiny(guessingConfig());
    core::TextAnswerer answerer;
    const core::TextAnswersPointer answers =
        answersOf(answerer, requestOf(tiny, {"a word60", "a [MASK] word60", "[MASK] [MASK]"}));
    QVERIFY(answers->answers[0]->prediction.empty() && !answers->answers[0]->followed);
    core::AnalysisPipeline pipeline;
    const auto snapshot = pipeline::answer(pipeline, pipeline::requestFor(tiny, "a [MASK] word60"));
    Eigen::Index best = 0;
    const auto row = snapshot->trace->logits.row(2).cast<double>().eval();  // behind [CLS] and "a"
    row.maxCoeff(&best);
    QCOMPARE(answers->answers[1]->prediction, snapshot->model->tokenizer->piece({static_cast<int>(best)}));
    QVERIFY(std::abs(answers->answers[1]->followed.value() - 1 / (row.array() - row(best)).exp().sum()) < 1e-6);
    QVERIFY(answers->answers[2]->prediction.find(", ") != std::string::npos);
}

void TextAnswersTest::stoppedRunIsCancelled()
{
    const support::TinyModel tiny(support::encoderConfig());
    core::TextAnswerer answerer;
    const auto answers = answerer.run(requestOf(tiny, {"a"}), {}, core::StopToken::afterQuestions(0));
    QVERIFY(!answers && answers.error().kind == core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(TextAnswersTest, tests::NoApplication)
#include "tst_text_answers.moc"
