#include "core/corpus/texts/labeled_texts.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Names = std::vector<std::string>;

const Names polarity{"negative", "positive"};
const Names stars{"1", "2", "3", "4", "5"};

TextTable tableOf(const std::vector<std::string> &labels)
{
    TextTable table;
    table.hasLabels = true;
    for (std::size_t row = 0; row < labels.size(); ++row)
        table.rows.push_back({.line = row + 1, .text = "a film", .label = labels[row]});
    return table;
}

QStringList split(const QString &labels)
{
    return labels.split(' ');
}

}  // namespace

Q_DECLARE_METATYPE(Names)

class ClassLabelsTest : public QObject
{
    Q_OBJECT

private slots:
    void fileIsReadInOneWay_data();
    void fileIsReadInOneWay();
    void otherFilesAreRefused_data();
    void otherFilesAreRefused();
    void askedReadingCounts();
    void adviceIsWhatTheReaderOffers();
    void missingLabelsAreRefused();
    void headingThatNamesAClassIsRefused();
    void textsKeepTheirClasses();
};

void ClassLabelsTest::fileIsReadInOneWay_data()
{
    QTest::addColumn<Names>("classes");
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("indices");
    QTest::addColumn<QString>("readAs");
    QTest::newRow("names") << polarity << "positive negative"
                           << "1 0"
                           << "class names";
    QTest::newRow("names in another case") << polarity << "Positive NEGATIVE"
                                           << "1 0"
                                           << "class names in upper or lower case";
    QTest::newRow("from 0") << polarity << "1 0 1"
                            << "1 0 1"
                            << "class indices from 0";
    QTest::newRow("from 0, as decimals") << polarity << "1.0 0.0"
                                         << "1 0"
                                         << "class indices from 0";
    QTest::newRow("from 1") << polarity << "1 2 1"
                            << "0 1 0"
                            << "class indices from 1";
    QTest::newRow("names that are numbers") << stars << "1 5 2"
                                            << "0 4 1"
                                            << "class names";
    QTest::newRow("numbers beside names that are numbers") << stars << "0 4 2"
                                                           << "0 4 2"
                                                           << "class indices from 0";
    QTest::newRow("names that are their own numbers") << Names{"0", "1"} << "1 0"
                                                      << "1 0"
                                                      << "class names";
    QTest::newRow("one of them alone") << Names{"0", "1"} << "1 1"
                                       << "1 1"
                                       << "class names";
}

void ClassLabelsTest::fileIsReadInOneWay()
{
    QFETCH(const Names, classes);
    QFETCH(const QString, labels);
    QFETCH(const QString, indices);
    QFETCH(const QString, readAs);
    Names raw;
    for (const QString &label : split(labels))
        raw.push_back(label.toStdString());
    const auto read = classLabels(tableOf(raw), classes);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QStringList found;
    for (const int index : read->classes)
        found << QString::number(index);
    QCOMPARE(found.join(' '), indices);
    QCOMPARE(QString::fromStdString(read->readAs), readAs);
}

void ClassLabelsTest::otherFilesAreRefused_data()
{
    QTest::addColumn<Names>("classes");
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("problem");
    QTest::newRow("names and numbers")
        << polarity << "positive 1 negative"
        << "line 2 has the label \"1\", but line 1 has \"positive\"; expected class names in every "
           "line, or class indices in every line";
    QTest::newRow("numbers and names")
        << polarity << "0 1 negative"
        << "line 3 has the label \"negative\", but line 1 has \"0\"; expected class names in every "
           "line, or class indices in every line";
    QTest::newRow("strangers")
        << polarity << "0 1 good"
        << "line 3 has the label \"good\", expected a class of the model: one of the names \"negative\", "
           "\"positive\", or a class index from 0 to 1";
    QTest::newRow("empty") << polarity << "0  1"
                           << "line 2 has no label, expected a class of the model";
    QTest::newRow("beyond") << polarity << "0 3"
                            << "line 2 has the label \"3\"";
    QTest::newRow("below") << polarity << "1 -1"
                           << "line 2 has the label \"-1\"";
    QTest::newRow("from 0 and to the number of classes") << polarity << "0 1 2"
                                                         << "line 3 has the label \"2\", expected a class index from 0 to 1";
    QTest::newRow("from 0 or from 1") << polarity << "1 1"
                                      << "may be read as class indices from 0 or from 1";
    QTest::newRow("names or other numbers") << stars << "1 4"
                                            << "may be read as class names or class indices from 0";
    QTest::newRow("names that are swapped") << Names{"1", "0"} << "1 0"
                                            << "may be read as class names or class indices from 0";
    QTest::newRow("a name of two classes") << Names{"good", "good"} << "good good"
                                           << "line 1 has the label \"good\", expected a class index from 0 to 1: more "
                                              "than one class of the model is called so";
    QTest::newRow("no name of its own") << Names{"good", "good"} << "bad"
                                        << "line 1 has the label \"bad\", expected a class of the model: a class index";
    QTest::newRow("a name once, another twice") << Names{"a", "b", "a"} << "b c"
                                                << "one of the names \"b\", or a class index from 0 to 2";
}

void ClassLabelsTest::otherFilesAreRefused()
{
    QFETCH(const Names, classes);
    QFETCH(const QString, labels);
    QFETCH(const QString, problem);
    Names raw;
    for (const QString &label : split(labels))
        raw.push_back(label.toStdString());
    const auto read = classLabels(tableOf(raw), classes);
    QVERIFY(!read);
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.contains(problem), qPrintable(message));
}

void ClassLabelsTest::askedReadingCounts()
{
    QCOMPARE(classLabels(tableOf({"1", "1"}), polarity, LabelReading::IndicesFrom0)->classes, (std::vector{1, 1}));
    QCOMPARE(classLabels(tableOf({"1", "1"}), polarity, LabelReading::IndicesFrom1)->classes, (std::vector{0, 0}));
    QCOMPARE(classLabels(tableOf({"1", "4"}), stars, LabelReading::Names)->classes, (std::vector{0, 3}));
    QCOMPARE(classLabels(tableOf({"1", "4"}), stars, LabelReading::IndicesFrom0)->classes, (std::vector{1, 4}));
    QVERIFY(!classLabels(tableOf({"0", "1"}), polarity, LabelReading::IndicesFrom1));
    QVERIFY(!classLabels(tableOf({"0", "1"}), polarity, LabelReading::Names));
}

void ClassLabelsTest::adviceIsWhatTheReaderOffers()
{
    const auto problem = [](const Names &classes, const std::vector<std::string> &labels, Advice advice) {
        TextTable table = tableOf(labels);
        table.advice = advice;
        return QString::fromStdString(classLabels(table, classes).error().message);
    };
    QVERIFY(problem(polarity, {"1", "1"}, Advice::EveryOption).endsWith("; --labels from-0 or --labels from-1 decides"));
    QVERIFY(problem(polarity, {"1", "1"}, Advice::EditFile).endsWith("; write the class names into the file"));
    QVERIFY(problem(stars, {"1", "4"}, Advice::EveryOption).endsWith("; --labels names or --labels from-0 decides"));
    QVERIFY(!problem(stars, {"1", "4"}, Advice::EditFile).contains("--"));
}

void ClassLabelsTest::missingLabelsAreRefused()
{
    const auto table = parseTextTable("one\ntwo\n", {});
    QVERIFY(table);
    const auto labels = classLabels(*table, polarity);
    QVERIFY(!labels);
    QCOMPARE(QString::fromStdString(labels.error().message), "line 1 has no tab and so no label, expected text<TAB>label");
}

// "label" may be the first line's class as well as a heading.
void ClassLabelsTest::headingThatNamesAClassIsRefused()
{
    const auto table = parseTextTable("word\tlabel\nother\tclass\n", {});
    QVERIFY(table);
    QVERIFY(!classLabels(*table, {"class", "label"}));
}

void ClassLabelsTest::textsKeepTheirClasses()
{
    const auto table = parseTextTable("sentence\tlabel\na film\tpositive\nbad\tnegative\n", {});
    const auto texts = labeledTexts(*table, polarity);
    QVERIFY(texts);
    QCOMPARE(texts->texts[0].text, std::string("a film"));
    QCOMPARE(texts->texts[0].label, 1);
    QCOMPARE(texts->texts[1].label, 0);
    QCOMPARE(texts->labelsReadAs, std::string("class names"));
}

ATTNSCOPE_TEST(ClassLabelsTest, tests::NoApplication)
#include "tst_class_labels.moc"
