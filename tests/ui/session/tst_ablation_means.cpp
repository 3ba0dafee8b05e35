#include "tests/support/test_program.h"
#include "ui/session/ablation_means.h"

#include "core/corpus/runs/head_means.h"
#include "tests/support/tiny_model.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

// A tiny model, and a file of two texts.
struct AblationMeansBench {
    support::TinyModel tiny{support::encoderConfig()};
    std::shared_ptr<const core::LoadedModel> model = tiny.load();
    QTemporaryDir folder;
    std::filesystem::path texts = writtenTexts();
    ui::Messages messages;
    ui::AblationMeans means{messages};
    QSignalSpy gathered{&means, &ui::AblationMeans::gathered};
    QSignalSpy failed{&messages, &ui::Messages::said};

    std::filesystem::path writtenTexts() const
    {
        QFile file(folder.filePath(QStringLiteral("texts.txt")));
        if (!file.open(QIODevice::WriteOnly) || file.write("a b c\nd e\n") < 0)
            qFatal("the texts cannot be written");
        return file.fileName().toStdString();
    }
};

}  // namespace

class AblationMeansTest : public QObject
{
    Q_OBJECT

private slots:
    void meansAreThoseOfTheEngine();
    void missingFileFails();
    void cancelledRunIsNotHeard();
};

void AblationMeansTest::meansAreThoseOfTheEngine()
{
    AblationMeansBench bench;
    bench.means.gather(bench.model, bench.texts);
    QVERIFY(bench.means.isRunning());
    QTRY_COMPARE(bench.gathered.count(), 1);
    QVERIFY(!bench.means.isRunning());
    const auto means = bench.gathered.front().front().value<core::GatheredMeans>();
    QCOMPARE(means.model, bench.model->directory);
    QCOMPARE(means.texts, bench.texts);
    QCOMPARE(means.notes, std::vector<std::string>{"means over 2 texts"});
    QVERIFY(*means.heads == *core::headMeans(*bench.model, std::vector<std::string>{"a b c", "d e"}, {})->heads);
}

void AblationMeansTest::missingFileFails()
{
    AblationMeansBench bench;
    bench.means.gather(bench.model, "/nowhere/texts.txt");
    QTRY_COMPARE(bench.failed.count(), 1);
    QVERIFY(bench.failed.front().front().toString().contains(QStringLiteral("/nowhere/texts.txt")));
    QVERIFY(!bench.means.isRunning());
}

void AblationMeansTest::cancelledRunIsNotHeard()
{
    AblationMeansBench bench;
    bench.means.gather(bench.model, bench.texts);
    bench.means.cancel();
    QVERIFY(!bench.means.isRunning());
    bench.means.gather(bench.model, "/nowhere/texts.txt");
    QTRY_COMPARE(bench.failed.count(), 1);  // behind which the first would have come
    QCOMPARE(bench.gathered.count(), 0);
}

ATTNSCOPE_TEST(AblationMeansTest, QCoreApplication)
#include "tst_ablation_means.moc"
