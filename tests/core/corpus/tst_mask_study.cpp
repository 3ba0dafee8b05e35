#include "core/corpus/masks/mask_study.h"

#include "core/corpus/masks/mask_study_table.h"
#include "core/corpus/runs/head_means.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/stops_heard.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <algorithm>

namespace {

using support::TinyModel;

core::AttentionMask maskOf(const std::string &text)
{
    const auto mask = core::parseMask(text);
    if (!mask)
        qFatal("%s", mask.error().message.c_str());
    return *mask;
}

std::vector<core::LabeledText> someTexts(int count)
{
    std::vector<core::LabeledText> texts;
    for (int index = 0; index < count; ++index) {
        std::string text;
        for (int word = 0; word <= index % 7; ++word)
            text += "word" + std::to_string(57 + (index * 3 + word * 5) % 6) + " ";
        texts.push_back({text, index % 2});
    }
    return texts;
}

core::MaskTrials trialsOf(const core::LoadedModel &model, std::span<const core::LabeledText> texts,
                          std::span<const core::AttentionMask> masks)
{
    auto trials = core::runMaskTrials(model, texts, masks, {}, {});
    if (!trials)
        qFatal("%s", trials.error().message.c_str());
    return *std::move(trials);
}

core::Verdict verdict(bool isCorrect, double loss)
{
    return {.predicted = isCorrect ? 1U : 0U, .probability = 0.5, .loss = loss, .isCorrect = isCorrect};
}

}  // namespace

class MaskStudyTest : public QObject
{
    Q_OBJECT

private slots:
    void unmaskedTrialIsThePlainEvaluation();
    void trialsAreThoseOfSinglePasses();
    void progressGivesEveryMaskTheSameTexts();
    void stopKeepsWhatIsDone();
    void stopIsHeardBetweenTheMasksOfOneText();
    void controlsRemoveAsMuch();
    void sparsityOfNoMaskIsThatOfTheModel();
    void comparisonCountsWhatChanged();
    void drawsAreAveragedAndTheirRangeKept();
    void verdictsOfOneTextCountTogether();
    void meanOfEqualCountsIsThatCount();
    void studyPutsControlsBesideTheirMasks();
    void modelTrainedWithAMaskIsNotUnmasked();
    void sweepIsCorrectedForItsMasks();
    void sweepGoesThroughItsPoints_data();
    void sweepGoesThroughItsPoints();
    void csvQuotesWhatItHasTo();
    void meansAreThoseOfTheOutputs_data();
    void meansAreThoseOfTheOutputs();
    void refusalNamesTheModel();
};

void MaskStudyTest::unmaskedTrialIsThePlainEvaluation()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto texts = someTexts(40);
    const core::MaskTrials trials = trialsOf(*model, texts, std::vector{core::AttentionMask(), maskOf("none")});
    const auto expected = core::evaluate(*model, texts, {}, {});
    QVERIFY(expected);
    for (const std::vector<core::Verdict> &verdicts : trials.verdicts) {
        const core::Evaluation evaluation = core::evaluationOf(verdicts);
        QCOMPARE(evaluation.examples, expected->examples);
        QCOMPARE(evaluation.accuracy, expected->accuracy);
        QCOMPARE(evaluation.loss, expected->loss);
    }
}

void MaskStudyTest::trialsAreThoseOfSinglePasses()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto texts = someTexts(20);
    const std::vector masks{maskOf("diagonal"), maskOf("ablate@1"), maskOf("band:1~after@0.1")};
    const core::MaskTrials together = trialsOf(*model, texts, masks);
    QVERIFY(together.isComplete());
    for (std::size_t index = 0; index < masks.size(); ++index) {
        const core::MaskTrials alone = trialsOf(*model, texts, std::span(masks).subspan(index, 1));
        QVERIFY(together.verdicts[index] == alone.verdicts.front());
        QCOMPARE(together.sparsities[index], alone.sparsities.front());
    }
    QVERIFY(together.verdicts[0] != together.verdicts[1]);
}

void MaskStudyTest::progressGivesEveryMaskTheSameTexts()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto texts = someTexts(50);
    const std::vector masks{core::AttentionMask(), maskOf("diagonal")};
    const core::MaskTrials whole = trialsOf(*model, texts, masks);
    std::size_t last = 0;
    const auto check = [&](const core::MaskTrials &soFar) {
        QVERIFY(soFar.texts() > last);
        last = soFar.texts();
        for (std::size_t mask = 0; mask < masks.size(); ++mask) {
            QCOMPARE(soFar.verdicts[mask].size(), last);
            QVERIFY(std::equal(soFar.verdicts[mask].begin(), soFar.verdicts[mask].end(), whole.verdicts[mask].begin()));
        }
    };
    QVERIFY(core::runMaskTrials(*model, texts, masks, check, {}));
    QCOMPARE(last, texts.size());
}

void MaskStudyTest::stopKeepsWhatIsDone()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto texts = someTexts(200);
    std::stop_source source;
    std::size_t seen = 0;
    const auto stopSoon = [&](const core::MaskTrials &soFar) {
        seen = soFar.texts();
        source.request_stop();
    };
    const auto trials = core::runMaskTrials(*model, texts, std::vector{maskOf("diagonal")}, stopSoon, source.get_token());
    QVERIFY(trials);
    QVERIFY(!trials->isComplete());
    QCOMPARE(trials->texts(), seen);
    QVERIFY(seen > 0);
}

void MaskStudyTest::stopIsHeardBetweenTheMasksOfOneText()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const std::vector<core::LabeledText> text{{"word57 word58 word59", 0}};
    const auto stopsHeard = [&](std::size_t masks) {
        return support::stopsHeard([&](const core::StopToken &stop) {
            const auto trials =
                core::runMaskTrials(*model, text, std::vector<core::AttentionMask>(masks, maskOf("band:1")), {}, stop);
            return trials && trials->texts() == 0;
        });
    };
    QVERIFY(stopsHeard(5) >= stopsHeard(2) + 3);
}

void MaskStudyTest::controlsRemoveAsMuch()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto texts = someTexts(30);
    for (const char *text : {"diagonal", "band:1", "star:1~0.5@1", "diagonal~after"}) {
        const core::AttentionMask mask = maskOf(text);
        const core::MaskTrials trials = trialsOf(*model, texts, std::vector{mask, *core::controlOf(mask, 3)});
        QVERIFY(trials.sparsities[0] > 0.0);
        QCOMPARE(trials.sparsities[0], trials.sparsities[1]);
        QVERIFY(trials.verdicts[0] != trials.verdicts[1]);
    }
    for (const char *text : {"ablate@0.1", "none", ""})
        QVERIFY(!core::controlOf(maskOf(text), 1));
    QVERIFY(!core::controlOf(maskOf("diagonal~control:2"), 1));
}

void MaskStudyTest::sparsityOfNoMaskIsThatOfTheModel()
{
    const auto model = TinyModel(support::encoderConfig(support::attentionCase("no diagonal"))).load();
    const std::vector masks{core::AttentionMask(), maskOf("diagonal"), maskOf("none"), maskOf("ablate@0.1")};
    const core::MaskTrials trials = trialsOf(*model, someTexts(5), masks);
    QVERIFY(trials.sparsities[0] > 0.0);
    QCOMPARE(trials.sparsities[1], trials.sparsities[0]);
    QCOMPARE(trials.sparsities[2], 0.0);
    QCOMPARE(trials.sparsities[3], trials.sparsities[0]);
}

void MaskStudyTest::comparisonCountsWhatChanged()
{
    const std::vector without{verdict(true, 0.1), verdict(true, 0.2), verdict(false, 0.9), verdict(false, 0.8)};
    const std::vector with{verdict(true, 0.1), verdict(false, 0.6), verdict(true, 0.4), verdict(true, 0.3)};
    const core::MaskComparison comparison = core::compareVerdicts(without, with, 1);
    QCOMPARE(comparison.evaluation.accuracy, 0.75);
    QCOMPARE(comparison.accuracy.mean, 0.25);
    QVERIFY(std::abs(comparison.loss.mean - (0.4 - 0.5 - 0.5) / 4) < 1e-12);
    QVERIFY(comparison.accuracy.low <= 0.25 && comparison.accuracy.high >= 0.25);
    QCOMPARE(comparison.changed.size(), 3U);
    QCOMPARE(comparison.changed[0].text, 1U);
    QVERIFY(comparison.changed[0].before.isCorrect && !comparison.changed[0].after.isCorrect);
    QCOMPARE(*comparison.mcnemarP, 1.0);  // one lost, two gained: 2 (1 + 3) / 8
}

// Three pieces of one paragraph, of which two are gained, and one of another, which is lost.
void MaskStudyTest::verdictsOfOneTextCountTogether()
{
    const std::vector without{verdict(false, 1), verdict(false, 1), verdict(true, 1), verdict(true, 1)};
    const std::vector with{verdict(true, 0.5), verdict(true, 0.5), verdict(true, 1), verdict(false, 2)};
    const std::vector<std::size_t> groups{3, 1};
    const core::MaskComparison comparison = core::compareVerdicts(without, with, 1, groups);
    QCOMPARE(comparison.accuracy.mean, 0.25);
    QCOMPARE(comparison.loss.mean, 0.0);
    // Drawn are both paragraphs, or one of them twice.
    QCOMPARE(comparison.accuracy.low, -1.0);
    QCOMPARE(comparison.accuracy.high, 2.0 / 3);
    QCOMPARE(*comparison.mcnemarP, 1.0);  // one paragraph better, one worse
    QCOMPARE(comparison.changed.size(), 3U);
    const core::MaskComparison alone = core::compareVerdicts(without, with, 1, std::vector<std::size_t>(4, 1));
    const core::MaskComparison plain = core::compareVerdicts(without, with, 1);
    QCOMPARE(alone.loss.low, plain.loss.low);
    QCOMPARE(alone.loss.high, plain.loss.high);
    QCOMPARE(*alone.mcnemarP, *plain.mcnemarP);
    // Six paragraphs that all get better by one of two pieces: 2 / 2^6.
    const std::vector<core::Verdict> before(12, verdict(false, 1));
    std::vector<core::Verdict> after = before;
    for (std::size_t piece = 0; piece < after.size(); piece += 2)
        after[piece] = verdict(true, 1);
    QCOMPARE(*core::compareVerdicts(before, after, 1, std::vector<std::size_t>(6, 2)).mcnemarP, 2.0 / 64);
}

// Ten tenths of 2 add up to 1.9999999999999998.
void MaskStudyTest::meanOfEqualCountsIsThatCount()
{
    const std::vector<core::Verdict> without(4);
    core::Verdict changed;
    changed.predicted = 1;
    const std::vector<std::vector<core::Verdict>> draws(10, {without[0], changed, changed, without[3]});
    QVERIFY(core::compareDraws(without, draws, 1).range.changed == 2.0);
}

void MaskStudyTest::drawsAreAveragedAndTheirRangeKept()
{
    const std::vector without{verdict(true, 0.1), verdict(true, 0.2), verdict(false, 0.9), verdict(false, 0.8)};
    const std::vector<std::vector<core::Verdict>> draws{
        {verdict(true, 0.1), verdict(false, 0.6), verdict(true, 0.4), verdict(true, 0.3)},
        {verdict(false, 1.5), verdict(true, 0.2), verdict(false, 0.9), verdict(false, 0.8)}};
    const core::DrawsComparison comparison = core::compareDraws(without, draws, 1);
    QCOMPARE(comparison.range.accuracies, (std::vector<double>{0.75, 0.25}));
    QCOMPARE(comparison.mean.evaluation.accuracy, 0.5);
    QCOMPARE(comparison.mean.accuracy.mean, 0.0);
    QVERIFY(std::abs(comparison.mean.evaluation.loss - (1.4 + 3.4) / 8) < 1e-12);
    QVERIFY(std::abs(comparison.range.losses[1] - 3.4 / 4) < 1e-12);
    QCOMPARE(comparison.range.changed, 2.0);  // 3 and 1
    QVERIFY(!comparison.mean.mcnemarP);
    const core::DrawsComparison one = core::compareDraws(without, std::span(draws).first(1), 1);
    const core::MaskComparison alone = core::compareVerdicts(without, draws[0], 1);
    QCOMPARE(one.mean.accuracy.low, alone.accuracy.low);
    QCOMPARE(one.mean.loss.high, alone.loss.high);
    QCOMPARE(*one.mean.mcnemarP, *alone.mcnemarP);
}

void MaskStudyTest::studyPutsControlsBesideTheirMasks()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto sweep = core::maskSweep("band:1..2", {}, *model);
    QVERIFY(sweep);
    const core::MaskStudy study = core::maskStudy(*sweep, {.seed = 9, .controlDraws = 2});
    QStringList roles;
    for (const core::StudyTrial &trial : study.trials)
        roles << QString::fromStdString(std::string(core::idOf(trial.role)) + " " + core::maskText(trial.mask));
    QCOMPARE(roles, (QStringList{"unmasked ", "masked band:1", "control band:1~control:9", "control band:1~control:10",
                                 "masked band:2", "control band:2~control:9", "control band:2~control:10"}));
    const auto texts = someTexts(20);
    const auto rows = core::studyRows(study, trialsOf(*model, texts, study.masks()));
    QCOMPARE(rows.size(), 5U);
    QVERIFY(rows[0].comparison.changed.empty());
    QCOMPARE(rows[0].comparison.loss.mean, 0.0);
    QCOMPARE(rows[1].sparsity, rows[2].sparsity);
    QVERIFY(rows[1].comparison.loss.mean != 0.0);
    QCOMPARE(rows[2].range->draws(), 2U);
    QCOMPARE(rows[2].comparison.evaluation.loss, (rows[2].range->losses[0] + rows[2].range->losses[1]) / 2);
    QVERIFY(rows[2].range->losses[0] != rows[2].range->losses[1]);
    QCOMPARE(core::maskStudy(maskOf("band:1"), {}).trials.size(), 2U + core::usualControlDraws);
    QCOMPARE(core::maskStudy(maskOf("band:1"), {.controlDraws = 0}).trials.size(), 2U);
}

void MaskStudyTest::modelTrainedWithAMaskIsNotUnmasked()
{
    const auto model = TinyModel(support::encoderConfig(support::attentionCase("no diagonal"))).load();
    const core::MaskStudy study =
        core::maskStudy(maskOf("none"), {.seed = 1, .controlDraws = 1, .baseline = core::baselineOf(model->config)});
    const auto rows = core::studyRows(study, trialsOf(*model, someTexts(5), study.masks()));
    QCOMPARE(rows[0].trial.role, core::TrialRole::OwnMask);
    QVERIFY(rows[0].sparsity > 0 && rows[1].sparsity == 0);
    QVERIFY(core::studyCsv(study, rows).find("\n,,own_mask,,0.") != std::string::npos);
    QCOMPARE(core::baselineOf(TinyModel(support::encoderConfig()).load()->config), core::TrialRole::Unmasked);
}

// Losing 5 of 6, 1 of 6 and none: p = 2 / 2^5, 1 and 1, times 3 for the first.
void MaskStudyTest::sweepIsCorrectedForItsMasks()
{
    core::MaskStudy study{.parameter = "head", .options = {}, .trials = {{}}};
    core::MaskTrials trials{.allTexts = 6, .verdicts = {std::vector(6, verdict(true, 0.1))}, .sparsities = {0}};
    for (const std::size_t lost : {5U, 1U, 0U}) {
        study.trials.push_back({.role = core::TrialRole::Masked, .name = "0." + std::to_string(lost), .mask = {}});
        trials.verdicts.push_back(trials.verdicts.front());
        std::fill_n(trials.verdicts.back().begin(), lost, verdict(false, 0.9));
        trials.sparsities.push_back(0);
    }
    const auto rows = core::studyRows(study, trials);
    QCOMPARE(*rows[1].comparison.mcnemarP, 2.0 / 32);
    QCOMPARE(*rows[1].holmP, 6.0 / 32);
    QCOMPARE(*rows[2].holmP, 1.0);
    QVERIFY(!rows[0].holmP && !rows[0].comparison.mcnemarP);
    const auto picked = core::pickedRows(study, rows);
    QVERIFY(picked && picked->best == 3 && picked->worst == 1);
    QCOMPARE(core::pickedText(picked, 3), std::string("best of 3 heads"));
    QCOMPARE(core::pickedText(picked, 1), std::string("worst of 3 heads"));
    QCOMPARE(core::pickedText(picked, 2), std::string());
    study.parameter.clear();
    QVERIFY(!core::pickedRows(study, rows) && !core::studyRows(study, trials)[1].holmP);
}

void MaskStudyTest::sweepGoesThroughItsPoints_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QStringList>("masks");
    QTest::newRow("whole steps") << ""
                                 << "block:2..8:3" << QStringList{"block:2", "block:5", "block:8"};
    QTest::newRow("offsets") << "uniform"
                             << "offset:0..2" << QStringList{"uniform&offset:0", "uniform&offset:1", "uniform&offset:2"};
    QTest::newRow("strength of uniform") << "uniform@0"
                                         << "strength:0..1:0.5" << QStringList{"uniform~0@0", "uniform~0.5@0", "uniform@0"};
    QTest::newRow("one point") << ""
                               << "band:4..4" << QStringList{"band:4"};
    QTest::newRow("threshold") << ""
                               << "learned:0.1..0.4"
                               << QStringList{"learned:0.1", "learned:0.2", "learned:0.3", "learned:0.4"};
    QTest::newRow("random positions") << ""
                                      << "random:0..16:8" << QStringList{"random:0:1", "random:8:1", "random:16:1"};
    QTest::newRow("strength") << "diagonal~after@1"
                              << "strength:0.5..1:0.25"
                              << QStringList{"diagonal~after~0.5@1", "diagonal~after~0.75@1", "diagonal~after@1"};
    QTest::newRow("ablation stays") << "ablate@0.1"
                                    << "band:1..2" << QStringList{"band:1;ablate@0.1", "band:2;ablate@0.1"};
}

void MaskStudyTest::sweepGoesThroughItsPoints()
{
    QFETCH(QString, base);
    QFETCH(QString, sweep);
    QFETCH(QStringList, masks);
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto points = core::maskSweep(sweep.toStdString(), maskOf(base.toStdString()), *model);
    QVERIFY(points);
    QStringList texts;
    for (const core::SweepPoint &point : points->points)
        texts << QString::fromStdString(core::maskText(point.mask));
    QCOMPARE(texts, masks);
    core::AttentionMask nowhere = maskOf("diagonal");
    nowhere.scope = core::HeadScope::none();
    QVERIFY(!core::maskSweep(sweep.toStdString(), nowhere, *model));
}

void MaskStudyTest::csvQuotesWhatItHasTo()
{
    const core::MaskStudy study = core::maskStudy(maskOf("diagonal@0.1,0.2"), {});
    core::StudyRow row{.trial = study.trials[1], .sparsity = 0.25, .comparison = {}};
    row.comparison.evaluation = {.examples = 4, .accuracy = 0.5, .loss = 0.75};
    row.comparison.accuracy = {.mean = -0.25, .low = -0.5, .high = 0};
    row.comparison.mcnemarP = 0.125;
    const QString csv = QString::fromStdString(core::studyCsv(study, std::span(&row, 1)));
    QCOMPARE(csv.section('\n', 0, 0),
             QString("parameter,value,run,mask,sparsity,examples,accuracy,loss,accuracy_difference,accuracy_difference_low,"
                     "accuracy_difference_high,loss_difference,loss_difference_low,loss_difference_high,changed_predictions,"
                     "mcnemar_p,mcnemar_p_holm,picked,draws,accuracy_low,accuracy_high,loss_low,loss_high"));
    QCOMPARE(csv.section('\n', 1, 1),
             QString(",,masked,\"diagonal@0.1,0.2\",0.25,4,0.5,0.75,-0.25,-0.5,0,0,0,0,0,0.125,,,,,,,"));
    row.trial.role = core::TrialRole::Control;
    row.comparison.mcnemarP.reset();
    row.range = core::DrawRange{.accuracies = {0.25, 0.75}, .losses = {1, 0.5}, .changed = 1.5};
    const QString control = QString::fromStdString(core::studyCsv(study, std::span(&row, 1)));
    QVERIFY2(control.endsWith(",0,0,0,1.5,,,,2,0.25,0.75,0.5,1\n"), qPrintable(control));
}

void MaskStudyTest::meansAreThoseOfTheOutputs_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("encoder") << support::encoderConfig();
    QTest::newRow("LAMA") << support::lamaConfig();
}

// Of one text, in which the heads give their mean: a text of one pass is its own corpus.
void MaskStudyTest::meansAreThoseOfTheOutputs()
{
    QFETCH(QJsonObject, config);
    const auto model = TinyModel(config).load();
    const std::string text = "word57 word60 word58";
    const auto means = core::headMeans(*model, std::vector{text}, {});
    QVERIFY(means);
    const auto ids = model->tokenizer->tokenize(text, 40);
    std::vector<core::TokenId> tokens;
    for (const core::Token &token : ids.tokens)
        tokens.push_back(token.id);
    const core::ForwardTrace trace = support::wholeTrace(*model, tokens);
    if (const auto *lama = std::get_if<core::LamaTrace>(&trace.network)) {
        QCOMPARE(support::difference(means->heads->front(), lama->sentence, 1e-6), QString());
        return;
    }
    const auto &layers = std::get<core::EncoderTrace>(trace.network).layers;
    QCOMPARE(means->heads->size(), layers.size());
    const core::Matrix expected = layers[1].headOutput[2].colwise().mean();
    QCOMPARE(support::difference(core::Matrix((*means->heads)[1].row(2)), expected, 1e-6), QString());
}

void MaskStudyTest::refusalNamesTheModel()
{
    const auto model = TinyModel(support::lamaConfig()).load();
    const auto trials = core::runMaskTrials(*model, someTexts(2), std::vector{maskOf("diagonal")}, {}, {});
    QVERIFY(!trials);
    QVERIFY(QString::fromStdString(trials.error().message).startsWith(QString::fromStdString(model->name)));
}

ATTNSCOPE_TEST(MaskStudyTest, tests::NoApplication)
#include "tst_mask_study.moc"
