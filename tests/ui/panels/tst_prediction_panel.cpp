#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"
#include "ui/panels/prediction_panel.h"
#include "ui/session/open_models.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QToolButton>

class PredictionPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void showsEveryClassWithItsProbability();
    void sigmoidsAndValuesAreCalledSo();
    void changeOfAValueIsSigned();
    void pinnedPredictionIsComparedWith();
    void pinNamesItsModelBesideTheOpenOnes();
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

ui::AnalysisSession::Analyzer withClasses(const std::vector<double> &probabilities, const std::vector<std::string> &labels,
                                          core::OutputQuantity quantity = core::OutputQuantity::Softmax)
{
    return [=](const core::AnalysisRequest &asked, const core::StopToken &stop) -> core::Result<ui::SnapshotPointer> {
        core::AnalysisSnapshot snapshot = **scripted::analyze(asked, stop);
        core::LoadedModel model = *snapshot.model;
        model.config.labels = labels;
        model.config.outputs = quantity;
        snapshot.model = std::make_shared<const core::LoadedModel>(std::move(model));
        snapshot.outputs = probabilities;
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
    ui::OpenModels sessionModels(session);
    const ui::PredictionPanel panel(session, sessionModels);
    QVERIFY(bars(panel).isEmpty());
    session.submit(request(std::string(60, 'a')));
    QTRY_COMPARE(bars(panel), (QStringList{QStringLiteral("negative: probability 0.6000"),
                                           QStringLiteral("positive: probability 0.4000")}));
}

void PredictionPanelTest::sigmoidsAndValuesAreCalledSo()
{
    ui::AnalysisSession labels(withClasses({0.9, 0.8}, {"toxic", "insult"}, core::OutputQuantity::Sigmoids));
    ui::OpenModels labelsModels(labels);
    const ui::PredictionPanel labelPanel(labels, labelsModels);
    labels.submit(request("text"));
    QTRY_COMPARE(bars(labelPanel), (QStringList{QStringLiteral("toxic: probability (sigmoid) 0.9000"),
                                                QStringLiteral("insult: probability (sigmoid) 0.8000")}));
    const auto quantity = [](const ui::PredictionPanel &panel) {
        const auto *label = panel.findChild<QLabel *>(QStringLiteral("outputQuantity"));
        return label->isHidden() ? QString() : label->text();
    };
    QCOMPARE(quantity(labelPanel), QStringLiteral("sigmoid"));
    ui::AnalysisSession values(withClasses({1, -2, 3, 4}, {"a", "b", "c", "d"}, core::OutputQuantity::Values));
    ui::OpenModels valuesModels(values);
    const ui::PredictionPanel valuePanel(values, valuesModels);
    values.submit(request("text"));
    QTRY_COMPARE(bars(valuePanel), (QStringList{QStringLiteral("a: value 1.0000"), QStringLiteral("b: value −2.0000"),
                                                QStringLiteral("c: value 3.0000")}));
    QCOMPARE(quantity(valuePanel), QStringLiteral("value"));
    ui::AnalysisSession classes(scripted::analyze);
    ui::OpenModels classesModels(classes);
    const ui::PredictionPanel classPanel(classes, classesModels);
    classes.submit(request("text"));
    QTRY_COMPARE(bars(classPanel).size(), 2);
    QCOMPARE(quantity(classPanel), QString());
}

void PredictionPanelTest::changeOfAValueIsSigned()
{
    const auto valueOf = [](const core::AnalysisRequest &asked, const core::StopToken &stop) {
        const double value = asked.text == "long" ? -3.25 : 1.5;
        return withClasses({value, 9}, {"score", "other"}, core::OutputQuantity::Values)(asked, stop);
    };
    ui::AnalysisSession session(valueOf);
    ui::OpenModels sessionModels(session);
    ui::PredictionPanel panel(session, sessionModels);
    session.submit(request("short"));
    QTRY_COMPARE(bars(panel).size(), 2);
    panel.setPinned(true);
    session.submit(request("long"));
    QTRY_COMPARE(change(panel), QStringLiteral("Δ −4.75"));
    QCOMPARE(panel.findChild<QLabel *>(QStringLiteral("predictionChange"))->toolTip(),
             QStringLiteral("Change of the value of “score”"));
}

void PredictionPanelTest::pinnedPredictionIsComparedWith()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::OpenModels sessionModels(session);
    ui::PredictionPanel panel(session, sessionModels);
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

void PredictionPanelTest::pinNamesItsModelBesideTheOpenOnes()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::OpenModels models(session);
    ui::PredictionPanel panel(session, models);
    const auto *pin = panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"));
    models.open("/a/wiki");
    QTRY_COMPARE(models.models().size(), 1U);
    panel.setPinned(true);
    QVERIFY2(pin->toolTip().startsWith(QStringLiteral("Pinned: wiki,")), qPrintable(pin->toolTip()));
    models.open("/b/wiki");
    QTRY_COMPARE(models.models().size(), 2U);
    QVERIFY2(pin->toolTip().startsWith(QStringLiteral("Pinned: a/wiki,")), qPrintable(pin->toolTip()));
}

void PredictionPanelTest::mostProbableOfManyClassesComeFirst()
{
    ui::AnalysisSession session(withClasses({0.1, 0.2, 0.05, 0.6, 0.05}, {"a", "b", "c", "d", "e"}));
    ui::OpenModels sessionModels(session);
    const ui::PredictionPanel panel(session, sessionModels);
    session.submit(request("text"));
    QTRY_COMPARE(bars(panel).size(), 3);
    QCOMPARE(bars(panel).first(), QStringLiteral("d: probability 0.6000"));
    QCOMPARE(bars(panel).last(), QStringLiteral("a: probability 0.1000"));
}

void PredictionPanelTest::modelWithoutClassesShowsNone()
{
    ui::AnalysisSession session(withClasses({}, {}));
    ui::OpenModels sessionModels(session);
    const ui::PredictionPanel panel(session, sessionModels);
    session.submit(request("text"));
    QTRY_VERIFY(session.snapshot());
    QVERIFY(bars(panel).isEmpty());
    QVERIFY(panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"))->isHidden());
}

ATTNSCOPE_TEST(PredictionPanelTest, QApplication)
#include "tst_prediction_panel.moc"
