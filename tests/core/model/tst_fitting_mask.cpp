#include "core/model/mask/fitting_mask.h"

#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

core::ModelConfig configOf(core::AttentionKind kind, core::ModelType type = core::ModelType::CompactBert)
{
    core::ModelConfig config;
    config.type = type;
    config.layers = type == core::ModelType::Lama ? 1 : 2;
    config.heads = 4;
    config.headSize = 8;
    config.attention.kind = kind;
    return config;
}

}  // namespace

class FittingMaskTest : public QObject
{
    Q_OBJECT

private slots:
    void pairsAndAblationFitEachForItself_data();
    void pairsAndAblationFitEachForItself();
};

void FittingMaskTest::pairsAndAblationFitEachForItself_data()
{
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("inBert");
    QTest::addColumn<QString>("inLinformer");
    QTest::addColumn<QString>("inLama");
    QTest::newRow("nothing") << QString() << QString() << QString() << QString();
    QTest::newRow("pairs") << "band:2"
                           << "band:2" << QString() << QString();
    QTest::newRow("ablation") << "ablate@0.1"
                              << "ablate@0.1"
                              << "ablate@0.1"
                              << "ablate@0.1";
    QTest::newRow("both") << "band:2~after@0;ablate@0.1"
                          << "band:2~after@0;ablate@0.1"
                          << "ablate@0.1"
                          << "ablate@0.1";
    QTest::newRow("pairs of a missing layer") << "band:2@5;ablate@0.1"
                                              << "ablate@0.1"
                                              << "ablate@0.1"
                                              << "ablate@0.1";
    QTest::newRow("ablation of a missing layer") << "band:2;ablate@1.1"
                                                 << "band:2;ablate@1.1"
                                                 << "ablate@1.1" << QString();
    QTest::newRow("uniform") << "uniform~0.5@0;ablate@0.1"
                             << "uniform~0.5@0;ablate@0.1"
                             << "uniform~0.5@0;ablate@0.1"
                             << "uniform~0.5@0;ablate@0.1";
    QTest::newRow("uniform of some pairs") << "diagonal&uniform;ablate@0.1"
                                           << "diagonal&uniform;ablate@0.1"
                                           << "ablate@0.1"
                                           << "ablate@0.1";
    QTest::newRow("gates that are not there") << "learned;ablate@0"
                                              << "ablate@0"
                                              << "ablate@0"
                                              << "ablate@0";
}

void FittingMaskTest::pairsAndAblationFitEachForItself()
{
    QFETCH(QString, mask);
    QFETCH(QString, inBert);
    QFETCH(QString, inLinformer);
    QFETCH(QString, inLama);
    const core::AttentionMask asked = *core::parseMask(mask.toStdString());
    const auto fitting = [&asked](const core::ModelConfig &config) {
        return QString::fromStdString(core::maskText(core::fittingPart(asked, config, /*hasLearnedGates=*/false)));
    };
    QCOMPARE(fitting(configOf(core::AttentionKind::Standard)), inBert);
    QCOMPARE(fitting(configOf(core::AttentionKind::Linformer)), inLinformer);
    QCOMPARE(fitting(configOf(core::AttentionKind::Standard, core::ModelType::Lama)), inLama);
}

ATTNSCOPE_TEST(FittingMaskTest, tests::NoApplication)
#include "tst_fitting_mask.moc"
