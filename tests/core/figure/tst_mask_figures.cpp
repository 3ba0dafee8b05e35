#include "core/figure/masks/mask_figures.h"

#include "core/figure/masks/mask_study_figures.h"
#include "core/figure/masks/mask_study_lines.h"
#include "core/model/model_outputs.h"
#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

namespace {

using namespace core;

std::shared_ptr<const AnalysisSnapshot> snapshotOf(const support::TinyModel &tiny, const AttentionMask &mask)
{
    AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = "a b c d e f";
    request.kept = {.scores = true, .attention = true, .projections = true, .headOutput = false, .hidden = true};
    request.mask = mask;
    const auto snapshot = AnalysisPipeline().run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

AttentionMask withoutDiagonalMask()
{
    return {.pattern = patternOf(maskTerm(MaskKind::Diagonal))};
}

}  // namespace

class MaskFiguresTest : public QObject
{
    Q_OBJECT

private slots:
    void tileShowsItsPairsAndSparsity();
    void maskIsDrawnOverTheTokens();
    void paintedMaskSaysHowFarItGoes();
    void tileOfAFileSaysHowItIsRead();
    void summaryNamesTheMask();
    void beforeAndAfterShareTheirLimits();
    void differenceIsAfterMinusBefore();
    void divergenceIsThatOfTheSnapshot();
    void effectsNameWhatChanges();
    void valuesOfARegressionFillTheirOwnScale();
    void fallsOfDifferentClassesAreNotCompared();
    void withoutAMaskThereIsNothingToShow();
    void sweepHasMasksAndControls();
};

void MaskFiguresTest::tileShowsItsPairsAndSparsity()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, {});
    const MaskTile tile = maskTile(maskTerm(MaskKind::Diagonal), *snapshot, {});
    QCOMPARE(tile.name, std::string("no diagonal"));
    QVERIFY(!tile.picture.keeps(0, 3, 3) && tile.picture.keeps(0, 3, 4));
    QCOMPARE(tile.sparsity, std::string("12 %"));  // 1 of 8 keys
    QCOMPARE(maskTile(maskTerm(MaskKind::Random), *snapshot, {}).name, std::string("random"));
    const MaskTile uniform = maskTile(maskTerm(MaskKind::Uniform), *snapshot, {});
    QVERIFY(uniform.isUniform && !tile.isUniform);
    QCOMPARE(uniform.sparsity, std::string("0 %"));
}

void MaskFiguresTest::maskIsDrawnOverTheTokens()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, {});
    const HeatMapFigure figure = maskFigure({.pattern = patternOf(maskTerm(MaskKind::Band, {1}))}, *snapshot, {});
    QCOMPARE(figure.values.rows(), 8);
    QVERIFY(figure.values(2, 3) == 1 && figure.values(2, 5) == 0);
    QCOMPARE(figure.named.size(), 2U);
    const HeatMapFigure control =
        maskFigure({.pattern = patternOf(maskTerm(MaskKind::Band, {1})), .controlSeed = 1}, *snapshot, {});
    QCOMPARE(control.values.sum(), figure.values.sum());
    QVERIFY(control.values != figure.values);
    QCOMPARE(figure.rows.labels.size(), 8U);
    QCOMPARE(maskFigure({.pattern = patternOf(maskTerm(MaskKind::Uniform))}, *snapshot, {}).scaleNote,
             std::string("every key that is kept weighs the same"));
    QCOMPARE(paintablePairs({.pattern = patternOf(maskTerm(MaskKind::Full))}, *snapshot, {}).kept.size(), 64U);
}

void MaskFiguresTest::paintedMaskSaysHowFarItGoes()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, {});
    const auto figureOf = [&](int tokens) {
        return maskFigure({.pattern = patternOf(paintedTerm(withoutDiagonal(tokens)))}, *snapshot, {});
    };
    QCOMPARE(figureOf(8).scaleNote, std::string());
    QCOMPARE(figureOf(6).scaleNote, std::string("made for 6 tokens, later ones keep all"));
    QCOMPARE(figureOf(9).scaleNote, std::string("made for 9 tokens, its first 8 used"));
}

void MaskFiguresTest::tileOfAFileSaysHowItIsRead()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, {});
    MaskTerm term{.kind = MaskKind::File, .file = "/masks/causal.npy", .reading = MaskReading::Additive};
    term.pairs = std::make_shared<const PairMask>(withoutDiagonal(6));
    QCOMPARE(
        maskTile(term, *snapshot, {}).explanation,
        std::string("causal.npy is read as additive: 0 keeps a pair, −inf or a large negative number removes it; made for "
                    "6 tokens, later ones keep all."));
    term.reading = MaskReading::Keep;
    QVERIFY(
        maskTile(term, *snapshot, {}).explanation.starts_with("causal.npy is read as 0/1: 1 keeps a pair, 0 removes it"));
    QCOMPARE(maskTile(maskTerm(MaskKind::File), *snapshot, {}).explanation,
             std::string("Keeps the pairs of query i and key j: 1 in a file of 0 and 1, 0 in one of 0 and −inf."));
}

void MaskFiguresTest::summaryNamesTheMask()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, {});
    QCOMPARE(maskSummary({}, *snapshot), std::string());
    QCOMPARE(maskSummary({.pattern = patternOf(maskTerm(MaskKind::Diagonal))}, *snapshot),
             std::string("no diagonal · 12.5 % of all pairs removed"));
    const MaskPattern uniform = patternOf(maskTerm(MaskKind::Uniform));
    QCOMPARE(maskSummary({.pattern = uniform}, *snapshot),
             std::string("uniform attention · every key the same, no pair removed"));
    QCOMPARE(maskSummary({.pattern = intersectionOf(patternOf(maskTerm(MaskKind::Offset, {0})), uniform)}, *snapshot),
             std::string("no offset 0 and uniform attention · 12.5 % of all pairs removed"));
    AttentionMask ablation;
    ablation.ablation.scope = {.everywhere = false, .heads = {{{0}, {1}}}};
    QCOMPARE(maskSummary(ablation, *snapshot), std::string("ablated: L0 H1"));
}

void MaskFiguresTest::beforeAndAfterShareTheirLimits()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, withoutDiagonalMask());
    const DisplayUnits units = displayUnits(*snapshot, {});
    const HeatMapFigure before = maskedAttentionFigure(*snapshot, {{1}, {2}}, units, {}, MaskPicture::Before);
    const HeatMapFigure after = maskedAttentionFigure(*snapshot, {{1}, {2}}, units, {}, MaskPicture::After);
    QCOMPARE(before.scale, after.scale);
    QVERIFY(before.values(3, 3) > 0 && after.values(3, 3) == 0);
}

void MaskFiguresTest::differenceIsAfterMinusBefore()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, withoutDiagonalMask());
    const DisplayUnits units = displayUnits(*snapshot, {});
    const HeatMapFigure before = maskedAttentionFigure(*snapshot, {}, units, {}, MaskPicture::Before);
    const HeatMapFigure after = maskedAttentionFigure(*snapshot, {}, units, {}, MaskPicture::After);
    const HeatMapFigure difference = maskedAttentionFigure(*snapshot, {}, units, {}, MaskPicture::Difference);
    QVERIFY((difference.values - (after.values - before.values)).cwiseAbs().maxCoeff() == 0.0F);
    QCOMPARE(difference.scale.low, -difference.scale.high);
    // In the first layer the row renormalizes: P / (1 - P_ii) off the diagonal.
    const float expected = before.values(2, 4) / (1 - before.values(2, 2));
    QVERIFY(std::abs(after.values(2, 4) - expected) < 1e-6F);
}

void MaskFiguresTest::divergenceIsThatOfTheSnapshot()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, withoutDiagonalMask());
    const HeatMapFigure figure = divergenceFigure(*snapshot);
    QCOMPARE(figure.values.rows(), 2);
    QCOMPARE(figure.values(1, 3), static_cast<float>(snapshot->masked->divergence.at({{1}, {3}})));
}

void MaskFiguresTest::effectsNameWhatChanges()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, withoutDiagonalMask());
    const MaskEffects effects = maskEffects(*snapshot, {}, displayUnits(*snapshot, {}));
    QCOMPARE(effects.outputs.size(), 2U);
    QCOMPARE(effects.outputs[0].before, snapshot->outputs[0]);
    QCOMPARE(effects.outputs[0].after, snapshot->masked->answer->outputs[0]);
    const auto diagonal = std::ranges::find(effects.measures, std::string("diagonal mass"), &MaskChange::name);
    QVERIFY(diagonal != effects.measures.end() && diagonal->before > 0 && diagonal->after == 0);
    QVERIFY(!effects.words.empty());
    const auto change = [](const MaskChange &each) { return std::abs(each.after - each.before); };
    QVERIFY(std::ranges::is_sorted(effects.words, std::greater(), change));
    QCOMPARE(effects.wordsName, std::string("attention received"));
}

void MaskFiguresTest::valuesOfARegressionFillTheirOwnScale()
{
    const support::TinyModel tiny(support::encoderConfig({{"id2label", QJsonObject{{"0", "score"}}}}));
    const auto snapshot = snapshotOf(tiny, withoutDiagonalMask());
    const MaskEffects effects = maskEffects(*snapshot, {}, displayUnits(*snapshot, {}));
    QCOMPARE(effects.outputsName, std::string("value"));
    QCOMPARE(effects.outputs.size(), 1U);
    QCOMPARE(effects.outputs[0].before, static_cast<double>(snapshot->trace->logits(0, 0)));
    QCOMPARE(effects.outputs[0].most, std::max(std::abs(effects.outputs[0].before), std::abs(effects.outputs[0].after)));
}

void MaskFiguresTest::fallsOfDifferentClassesAreNotCompared()
{
    const support::TinyModel tiny(support::encoderConfig());
    AnalysisSnapshot snapshot = *snapshotOf(tiny, withoutDiagonalMask());
    const auto withErasure = [](AnalysisSnapshot changed, std::size_t output) {
        const std::vector<double> values(changed.text->tokens.size(), 0.1 * static_cast<double>(output + 1));
        changed.importance = std::make_shared<const WordImportance>(
            WordImportance{ImportanceMeasure::Erasure, values, {}, core::ImportanceTarget{.output = output}});
        return changed;
    };
    snapshot = withErasure(std::move(snapshot), 0);
    const auto underMask = [&](std::size_t output) {
        const AnalysisSnapshot answer = withErasure(*snapshot.masked->answer, output);
        snapshot.masked = std::make_shared<const MaskedPass>(
            MaskedPass{std::make_shared<const AnalysisSnapshot>(answer), snapshot.masked->divergence});
        return maskEffects(snapshot, {}, displayUnits(snapshot, {}));
    };
    QVERIFY(underMask(1).words.empty());
    QCOMPARE(underMask(1).wordsNote, std::string("erasure is of another class under the mask"));
    QVERIFY(underMask(0).wordsNote.empty());
    QCOMPARE(underMask(0).wordsName, "erasure, fall of " + quantityName(snapshot.model->config, 0));
}

void MaskFiguresTest::withoutAMaskThereIsNothingToShow()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, {});
    QCOMPARE(divergenceFigure(*snapshot).values.maxCoeff(), 0.0F);  // its heads can be chosen all the same
    const DisplayUnits units = displayUnits(*snapshot, {});
    QVERIFY(!maskedAttentionFigure(*snapshot, {}, units, {}, MaskPicture::Difference).absence.empty());
    QVERIFY(!maskedAttentionFigure(*snapshot, {}, units, {}, MaskPicture::Before).isEmpty());
    QVERIFY(maskEffects(*snapshot, {}, displayUnits(*snapshot, {})).measures.empty());
}

void MaskFiguresTest::sweepHasMasksAndControls()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "texts.tsv";
    {
        std::ofstream lines(file);
        for (int line = 0; line < 20; ++line)
            lines << "a word" << 10 + line << " b c\t" << line % 2 << '\n';
    }
    const support::TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    const auto report =
        runMaskReport({.model = model, .data = {.path = file, .limit = 12}, .mask = {}, .sweep = "band:0..3"}, {}, {});
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    QVERIFY((*report)->progress.isComplete() && (*report)->progress.done == 12);
    const CurveFigure figure = sweepFigure(**report);
    QCOMPARE(figure.curves.size(), 4U);  // masked, random, and its lowest and highest draw
    QCOMPARE(figure.curves.back().x, (std::vector<double>{0, 1, 2, 3}));
    QCOMPARE(figure.bounds.front().at, (*report)->rows.front().comparison.evaluation.accuracy);
    const auto linesOf = [](const MaskReport &of) { return studyLines(of.study, of.rows); };
    QCOMPARE(linesOf(**report).size(), 9U);
    QCOMPARE(linesOf(**report).front().mask, std::string("unmasked"));
    QCOMPARE(linesOf(**report)[2].mask, std::string("random, 10 draws"));
    QVERIFY(linesOf(**report)[2].accuracy.ends_with(')') && linesOf(**report)[2].p.empty());
    QVERIFY(!linesOf(**report)[1].p.empty() && !linesOf(**report)[1].holmP.empty());
    QCOMPARE(pickedLines((*report)->study, (*report)->rows).size(), 2U);
    const auto based = runMaskReport(
        {.model = model, .data = {.path = file, .limit = 4}, .mask = withoutDiagonalMask(), .sweep = "band:1..1"}, {}, {});
    QVERIFY(based);
    QCOMPARE(linesOf(**based)[1].mask, std::string("diagonal&band:1"));  // not the band alone

    const auto alone = runMaskReport({.model = model, .data = {.path = file}, .mask = withoutDiagonalMask()}, {}, {});
    QVERIFY(alone && (*alone)->rows.size() == 3);
    QVERIFY(sweepFigure(**alone).isEmpty());
    QCOMPARE(changedTexts(**alone, 1).size(), (*alone)->rows[1].comparison.changed.size());
    QVERIFY(changedTexts(**alone, 3).empty());
    QVERIFY(!runMaskReport({.model = model, .data = {.path = "/nowhere.tsv"}, .mask = {}}, {}, {}));
    QVERIFY(!runMaskReport({.model = model, .data = {.path = file}, .mask = {}, .sweep = "nonsense"}, {}, {}));
}

ATTNSCOPE_TEST(MaskFiguresTest, tests::NoApplication)
#include "tst_mask_figures.moc"
