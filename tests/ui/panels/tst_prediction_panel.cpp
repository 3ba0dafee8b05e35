#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "ui/panels/prediction_panel.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

class PredictionPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void showsEveryClassWithItsProbability();
    void pinnedPredictionIsComparedWith();
    void mostProbableOfManyClassesComeFirst();
    void modelWithoutClassesShowsNone();
};

namespace {

core::AnalysisRequest request(const std::string &text)
{
    core::AnalysisRequest request;
    request.modelDirectory = "one";
    request.text = text;
    return request;
}

ui::AnalysisSession::Analyzer withClasses(const std::vector<double> &probabilities, const std::vector<std::string> &labels)
{
    return [=](const core::AnalysisRequest &asked, const core::StopToken &stop) -> core::Result<ui::SnapshotPointer> {
        core::AnalysisSnapshot snapshot = **scripted::analyze(asked, stop);
        core::LoadedModel model = *snapshot.model;
        model.config.labels = labels;
        snapshot.model = std::make_shared<const core::LoadedModel>(std::move(model));
        snapshot.probabilities = probabilities;
        return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
    };
}

// What a screen reader would say of the bars that are shown.
QStringList bars(const ui::PredictionPanel &panel)
{
    QStringList texts;
    for (int index = 0; auto *bar = panel.findChild<QWidget *>(QStringLiteral("probability%1").arg(index)); ++index) {
        if (!bar->isHidden())
            texts << bar->accessibleName();
    }
    return texts;
}

QString change(const ui::PredictionPanel &panel)
{
    return panel.findChild<QLabel *>(QStringLiteral("predictionChange"))->text();
}

}  // namespace

void PredictionPanelTest::showsEveryClassWithItsProbability()
{
    ui::AnalysisSession session(scripted::analyze);
    const ui::PredictionPanel panel(session);
    QVERIFY(bars(panel).isEmpty());
    session.submit(request(std::string(60, 'a')));
    QTRY_COMPARE(bars(panel), (QStringList{QStringLiteral("negative: probability 0.6000"),
                                           QStringLiteral("positive: probability 0.4000")}));
}

void PredictionPanelTest::pinnedPredictionIsComparedWith()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::PredictionPanel panel(session);
    session.submit(request(std::string(60, 'a')));
    QTRY_COMPARE(bars(panel).size(), 2);
    auto *pin = panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"));
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(pin->isChecked());
    QCOMPARE(change(panel), QStringLiteral("Δ ±0.00"));

    session.submit(request(std::string(35, 'a')));
    QTRY_COMPARE(change(panel), QStringLiteral("Δ −0.25"));
    QCOMPARE(bars(panel).last(), QStringLiteral("positive: probability 0.6500, pinned reference 0.4000, change +0.2500"));
    QTest::keyClick(pin, Qt::Key_Space);
    QCOMPARE(change(panel), QString());
    QCOMPARE(bars(panel).first(), QStringLiteral("negative: probability 0.3500"));
}

void PredictionPanelTest::mostProbableOfManyClassesComeFirst()
{
    ui::AnalysisSession session(withClasses({0.1, 0.2, 0.05, 0.6, 0.05}, {"a", "b", "c", "d", "e"}));
    const ui::PredictionPanel panel(session);
    session.submit(request("text"));
    QTRY_COMPARE(bars(panel).size(), 3);
    QCOMPARE(bars(panel).first(), QStringLiteral("d: probability 0.6000"));
    QCOMPARE(bars(panel).last(), QStringLiteral("a: probability 0.1000"));
}

void PredictionPanelTest::modelWithoutClassesShowsNone()
{
    ui::AnalysisSession session(withClasses({}, {}));
    const ui::PredictionPanel panel(session);
    session.submit(request("text"));
    QTRY_VERIFY(session.snapshot());
    QVERIFY(bars(panel).isEmpty());
    QVERIFY(panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"))->isHidden());
}

QTEST_MAIN(PredictionPanelTest)
#include "tst_prediction_panel.moc"
