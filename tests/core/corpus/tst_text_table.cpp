#include "core/corpus/texts/text_table.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace core;

namespace {

std::string bytesOf(const QByteArray &bytes)
{
    return bytes.toStdString();
}

// "text|label" of every row; without labels the text alone.
QStringList shown(const TextTable &table)
{
    QStringList rows;
    for (const TextRow &row : table.rows)
        rows << QString::fromStdString(table.hasLabels ? row.text + '|' + row.label : row.text);
    return rows;
}

QString problemOf(const QByteArray &bytes, const ColumnChoice &choice = {})
{
    const auto table = parseTextTable(bytesOf(bytes), choice);
    return table ? QStringLiteral("accepted: ") + shown(*table).join('/') : QString::fromStdString(table.error().message);
}

// Both bytes of every letter of ASCII.
QByteArray utf16(const QByteArray &text, bool isBigEndian)
{
    QByteArray bytes = isBigEndian ? QByteArray("\xfe\xff") : QByteArray("\xff\xfe");
    for (const char letter : text)
        bytes += isBigEndian ? QByteArray("\0", 1) + letter : letter + QByteArray("\0", 1);
    return bytes;
}

}  // namespace

class TextTableTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatTheFileSays_data();
    void readsWhatTheFileSays();
    void refusesWithOneSentence_data();
    void refusesWithOneSentence();
    void chosenColumnsAreRead_data();
    void chosenColumnsAreRead();
    void wrongChoicesAreRefused();
    void linesAreThoseOfTheFile();
    void notesTellHowItWasRead();
    void adviceIsWhatTheReaderOffers_data();
    void adviceIsWhatTheReaderOffers();
    void textsAloneRefuseLabelsInFront();
    void errorsNameTheFile();
};

void TextTableTest::readsWhatTheFileSays_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QStringList>("rows");
    const QStringList films{"a film|1", "bad|0"};
    const auto row = [](const char *name, const QByteArray &file, const QStringList &rows) {
        QTest::newRow(name) << file << rows;
    };
    row("plain lines", "one\ntwo words\n", {"one", "two words"});
    row("last line without an end", "one\ntwo", {"one", "two"});
    row("blank lines and blanks", "\n one \n\n \t \ntwo\n", {"one", "two"});
    row("byte order mark", "\xEF\xBB\xBFone\ntwo\n", {"one", "two"});
    row("text and label", "a film\t1\nbad\t0\n", films);
    row("CRLF", "a film\t1\r\nbad\t0\r\n", films);
    row("CR", "a film\t1\rbad\t0\r", films);
    row("line ends mixed", "a film\t1\r\n\r\rbad\t0\n", films);
    row("UTF-16 LE", utf16("a film\t1\r\nbad\t0\r\n", false), films);
    row("UTF-16 BE", utf16("a film\t1\nbad\t0\n", true), films);
    row("UTF-16 with a surrogate pair", QByteArray("\xff\xfe\x3d\xd8\x00\xde\x0a\x00", 8), {"\xf0\x9f\x98\x80"});
    row("heading", "sentence\tlabel\na film\t1\nbad\t0\n", films);
    row("heading in capitals", "TEXT\tSentiment\na film\t1\nbad\t0\n", films);
    row("heading in quotes", "\"review\"\t\"target\"\na film\t1\nbad\t0\n", films);
    row("label first", "label\ttext\n1\ta film\n0\tbad\n", films);
    row("index first", "idx\tsentence\tlabel\n0\ta film\t1\n1\tbad\t0\n", films);
    row("four columns", "id\tlabel\trating\ttext\nneg/3\t1\t4\ta film\nneg/4\t0\t2\tbad\n", films);
    row("old heading of any name", "description\tclass\na film\t1\nbad\t0\n", films);
    row("index without a label", "index\tsentence\n0\ta film\n1\tbad\n", {"a film", "bad"});
    row("a column of texts", "sentence\na film\nbad\n", {"a film", "bad"});
    row("comma-separated", "text,label\na film,1\nbad,0\n", films);
    row("index of pandas", ",text,label\n0,a film,1\n1,bad,0\n", films);
    row("quoted where needed", "text,label\n\"a film, \"\"good\"\"\nand long\",1\nbad,0\n",
        {"a film, \"good\"\nand long|1", "bad|0"});
    row("everything quoted", "\"text\",\"label\"\n\"a film\",\"1\"\n\"bad\",\"0\"\n", films);
    row("everything quoted without a heading", "\"a film\",\"1\"\n\"bad\",\"0\"\n", films);
    row("semicolons", "text;label\na film, one;1\nbad;0\n", {"a film, one|1", "bad|0"});
    row("empty lines of a spreadsheet", "text,label\na film,1\n,\nbad,0\n", films);
    row("quotes around a whole column", "\"a film\"\t1\n\"bad \"\"x\"\"\"\t0\n", {"a film|1", "bad \"x\"|0"});
    row("quotes of a writer", "\"a \"\"good\"\" film\"\t1\nbad\t0\n", {"a \"good\" film|1", "bad|0"});
    row("tab inside quotes", "text\tlabel\n\"a\tfilm\"\t1\nbad\t0\n", {"a\tfilm|1", "bad|0"});
    row("line end inside quotes", "text\tlabel\n\"a\nfilm\"\t1\nbad\t0\n", {"a\nfilm|1", "bad|0"});
    row("a text that begins with a quote", "\" a film\t1\n\"bad\"\t0\nlast\t1\n", {"\" a film|1", "\"bad\"|0", "last|1"});
    row("quotes over lines of a table", "\"a film\t1\nbad\"\t0\n", {"\"a film|1", "bad\"|0"});
    row("quotes in plain lines", "\"a film, good\" he said\n\"bad\n", {"\"a film, good\" he said", "\"bad"});
    row("column of texts quoted where needed", "text\na film\n\"slow, bad\"\n", {"a film", "slow, bad"});
    row("column of texts with loose quotes", "text\na film, good\n\"slow, bad\"\n", {"a film, good", "\"slow, bad\""});
    row("commas below known names and another", "id,text,humor\n7,a film,True\n8,bad,False\n", {"a film", "bad"});
    row("comma-separated numbers below any name", "text,polarity\na film,1\nbad,0\n", {"a film", "bad"});
    row("texts that read as no finite number", "nan\t1\ninf\t0\n", {"nan|1", "inf|0"});
    row("a line in brackets", "[1]\n[music]\n", {"[1]", "[music]"});
    row("a line of very many tabs", "a" + QByteArray(1'000'000, '\t') + "b\t1\nbad\t0\n",
        {"a" + QString(1'000'000, '\t') + "b|1", "bad|0"});
    row("tabs inside texts", "a film\t1\nso\tbad\t0\n", {"a film|1", "so\tbad|0"});
    row("a sentence about a label", "this label is a class\t1\nbad\t0\n", {"this label is a class|1", "bad|0"});
    row("a first text like a heading", "text\t1\nbad\t0\n", {"text|1", "bad|0"});
    row("a first label like a heading", "my\tlabel\nyour\tlabel\n", {"my|label", "your|label"});
    row("a first text and a class name", "text\tpositive\nbad\tnegative\n", {"text|positive", "bad|negative"});
    row("the word label alone", "label\n", {"label"});
    row("commas of sentences", "good, bad\nugly, all\n", {"good, bad", "ugly, all"});
    row("commas alone", ",,\n", {",,"});
    row("empty label", "a film\t\nbad\t0\n", {"a film|", "bad|0"});
    row("empty text", "a film\t1\n\t0\nbad\t0\n", films);
    row("a long line", QByteArray(300'000, 'x') + "\t1\n", {QString(300'000, 'x') + "|1"});
}

void TextTableTest::readsWhatTheFileSays()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QStringList, rows);
    const auto table = parseTextTable(bytesOf(file), {});
    QVERIFY2(table, table ? "" : table.error().message.c_str());
    QCOMPARE(shown(*table), rows);
}

void TextTableTest::refusesWithOneSentence_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QByteArray &file, const char *part) {
        QTest::newRow(name) << file << QString::fromUtf8(part);
    };
    row("nothing", "", "there is no text in it");
    row("blank lines", "\n \t\n", "there is no text in it");
    row("a heading alone", "sentence\tlabel\n\n", "only the heading");
    row("zero byte", QByteArray("one\nt\0o\n", 8), "zero byte in line 2, byte 2");
    row("Latin-1", "one\ncaf\xe9 two\n", "line 2, byte 4 (byte 8 of the file): 0xE9 is not valid UTF-8");
    row("zero byte behind a byte order mark",
        QByteArray("\xEF\xBB\xBF"
                   "t\0o\n",
                   7),
        "zero byte in line 1, byte 5 (byte 5 of the file)");
    row("Latin-1 behind a byte order mark",
        "\xEF\xBB\xBF"
        "one\ncaf\xe9\n",
        "line 2, byte 4 (byte 11 of the file): 0xE9");
    row("CR and Latin-1", "one\r\rcaf\xe9", "line 3, byte 4");
    row("UTF-16 of odd length", QByteArray("\xff\xfe\x41\0\x42", 5), "odd number of bytes, 5");
    row("half a surrogate pair", QByteArray("\xff\xfe\x00\xd8\x41\x00", 6), "half a surrogate pair");
    row("the other half", QByteArray("\xfe\xff\xdc\x00", 4), "0xDC00 is half a surrogate pair");
    row("UTF-32", QByteArray("\xff\xfe\0\0A\0\0\0", 8), "UTF-32");
    row("gzip", QByteArray("\x1f\x8b\x08\0", 4), "a gzip file");
    row("zip", QByteArray("PK\x03\x04\x14\0", 6), "a zip file (as .xlsx");
    row("Parquet", QByteArray("PAR1\x15\0\x15", 7), "a Parquet file");
    row("PDF", "%PDF-1.7\n", "a PDF");
    row("pickle", QByteArray("\x80\x04\x95", 3), "a Python pickle");
    row("PNG", "\x89PNG\r\n\x1a\n", "a PNG picture");
    row("JSON lines", "{\"text\": \"a film\"}\n{\"text\": \"bad\"}\n", "JSON lines");
    row("JSON", "[{\"text\": \"a film\"}]\n", "JSON");
    row("JSON lines of arrays", "[\"a film\", 1]\n[\"bad\", 0]\n", "JSON lines");
    row("three columns", "0\ta film\t1\n1\tbad\t0\n", "1 \"0\", 2 \"a film\", 3 \"1\"");
    row("unknown heading", "tweet\tid\tpolarity\na film\t7\t1\nbad\t8\t0\n", "1 \"tweet\", 2 \"id\", 3 \"polarity\"");
    row("unknown heading of two columns", "tweet\tpolarity\na film\t1\nbad\t0\n", "line 1 reads as a heading");
    row("two columns of texts", "text\treview\tlabel\na\tb\t1\n", "several columns may hold the texts");
    row("labels without texts", "index\tlabel\n0\t1\n1\t0\n", "holds numbers alone");
    row("one line of another width", "sentence\tlabel\na film\t1\nbad\n", "line 3 has 1 column, expected 2");
    row("one line without a tab", "a film\t1\nbad\n", "line 2 has no tab");
    row("one line with a tab", "a film\nbad\t0\n", "line 2 has a tab and line 1 has none");
    row("heading again", "sentence\tlabel\na film\t1\nsentence\tlabel\nbad\t0\n", "line 3 repeats the heading of line 1");
    row("comma-separated, one field too many", "text,label\na film, good,1\n", "line 2 has 3 columns, expected 2");
    row("quote never closed", "text,label\n\"a film,1\nbad,0\n", "opens a field in line 2 is never closed");
    row("text behind a quote", "text,label\n\"a\" film,1\n", "line 2 goes on behind the closing quote");
    row("commas below a first row like a heading", "review,positive\nbad,negative\n",
        "line 1 may be the heading or a row of a comma-separated file; the columns are 1 \"review\", 2 \"positive\"");
    row("commas without a heading", "a film,1\nbad,0\n", "comma-separated without a known heading");
}

void TextTableTest::refusesWithOneSentence()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, part);
    const QString problem = problemOf(file);
    QVERIFY2(problem.contains(part), qPrintable(problem));
    QVERIFY(!problem.contains('\n'));
}

void TextTableTest::chosenColumnsAreRead_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QStringList>("rows");
    const QStringList films{"a film|1", "bad|0"};
    const auto row = [](const char *name, const char *file, const char *text, const char *label, const QStringList &rows) {
        QTest::newRow(name) << QByteArray(file) << QByteArray(text) << QByteArray(label) << rows;
    };
    row("numbers", "0\ta film\t1\n1\tbad\t0\n", "2", "3", films);
    row("names", "id\tbody\tstars\n7\ta film\t1\n8\tbad\t0\n", "body", "stars", films);
    row("names in any case", "id\tBody\tStars\n7\ta film\t1\n8\tbad\t0\n", "body", "stars", films);
    row("numbers under an unknown heading", "id\tbody\tstars\n7\ta film\t1\n8\tbad\t0\n", "2", "3", films);
    row("numbers under a known heading", "label\ttext\n1\ta film\n0\tbad\n", "2", "1", films);
    row("commas without a heading", "a film,1\nbad,0\n", "1", "2", films);
    row("commas under names", "id,body,stars\n7,a film,1\n8,bad,0\n", "body", "stars", films);
    row("one of two columns of texts", "text\treview\tlabel\na\ta film\t1\nb\tbad\t0\n", "review", "", films);
    row("the label's column follows", "1\ta film\n0\tbad\n", "2", "", films);
    row("the text's column follows", "1\ta film\n0\tbad\n", "", "1", films);
    row("the text's column follows under unknown names", "tag\tbody\n1\ta film\n0\tbad\n", "", "1", films);
    row("the text's column follows by a name", "tag\tbody\n1\ta film\n0\tbad\n", "", "tag", films);
    row("the other of two columns of texts", "text\treview\tid\na film\t1\t7\nbad\t0\t8\n", "", "review", films);
    row("a first row like a heading by numbers", "review,positive\nbad,negative\n", "1", "2",
        {"review|positive", "bad|negative"});
    row("a heading of any name by its names", "review,tone\na film,1\nbad,0\n", "review", "tone", films);
    row("whole lines", "a film\t1\nsentence\n", "0", "", {"a film\t1", "sentence"});
}

void TextTableTest::chosenColumnsAreRead()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, label);
    QFETCH(const QStringList, rows);
    const auto table = parseTextTable(bytesOf(file), {.text = bytesOf(text), .label = bytesOf(label)});
    QVERIFY2(table, table ? "" : table.error().message.c_str());
    QCOMPARE(shown(*table), rows);
}

void TextTableTest::wrongChoicesAreRefused()
{
    const QByteArray file = "id\ttext\tlabel\n7\ta film\t1\n";
    QCOMPARE(problemOf(file, {.text = "body", .label = {}}),
             "there is no column \"body\" for the texts; the columns are 1 \"id\", 2 \"text\", 3 \"label\"");
    QVERIFY(problemOf(file, {.text = "4", .label = {}}).startsWith("there is no column \"4\" for the texts"));
    QVERIFY(problemOf(file, {.text = {}, .label = "0"}).startsWith("there is no column \"0\" for the labels"));
    QVERIFY(problemOf(file, {.text = "3", .label = "label"}).contains("cannot hold both"));
    QVERIFY(problemOf(file, {.text = "0", .label = "1"}).contains("no column for labels"));
}

void TextTableTest::linesAreThoseOfTheFile()
{
    const auto table = parseTextTable("text,label\n\n\"a\r\nfilm\",1\rbad,0\n", {});
    QVERIFY(table);
    QCOMPARE(table->rows[0].line, 3U);
    QCOMPARE(table->rows[1].line, 5U);
}

void TextTableTest::notesTellHowItWasRead()
{
    const auto notes = [](const QByteArray &bytes) {
        const auto table = parseTextTable(bytesOf(bytes), {});
        QStringList shown;
        for (const std::string &note : table->notes)
            shown << QString::fromStdString(note);
        return shown.join("; ");
    };
    QCOMPARE(notes("one\ntwo\n"), QString());
    QCOMPARE(notes("a film\t1\n"), "texts read from column 1, labels from column 2");
    QCOMPARE(notes("id\tsentence\tlabel\n7\ta film\t1\n"), "texts read from \"sentence\", labels from \"label\"");
    QCOMPARE(notes(utf16("one\n", false)), "read as UTF-16 LE");
    QCOMPARE(notes("text,label\n\"a, film\",1\n,0\n"),
             "texts read from \"text\", labels from \"label\"; comma-separated, quotes around fields taken off; "
             "1 row without a text left out, line 3");
    QVERIFY(notes("a\tb\t1\nc\t1\nd\te\t0\nf\tg\th\t0\n").contains("some lines, line 1 the first, have several tabs"));
    QCOMPARE(notes("text,label\na film,1\n"), "texts read from \"text\", labels from \"label\"; comma-separated");
    QCOMPARE(notes("\"a film\"\t1\n\"b\"\t0\n"),
             "texts read from column 1, labels from column 2; quotes around every field of column 1 taken off");
}

void TextTableTest::adviceIsWhatTheReaderOffers_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("unknown heading") << QByteArray("tweet\tid\tpolarity\na film\t7\t1\nbad\t8\t0\n");
    QTest::newRow("three columns") << QByteArray("0\ta film\t1\n1\tbad\t0\n");
    QTest::newRow("two columns of texts") << QByteArray("text\treview\tlabel\na\tb\t1\n");
    QTest::newRow("texts of numbers") << QByteArray("index\tlabel\n0\t1\n1\t0\n");
    QTest::newRow("commas without a heading") << QByteArray("a film,1\nbad,0\n");
    QTest::newRow("heading or row") << QByteArray("review,positive\nbad,negative\n");
    QTest::newRow("short before long") << QByteArray("trade\tasian exporters fear damage\n");
}

void TextTableTest::adviceIsWhatTheReaderOffers()
{
    QFETCH(const QByteArray, file);
    const auto problem = [&file](Advice advice) {
        const auto texts = parseTexts(bytesOf(file), {.text = {}, .label = {}, .advice = advice});
        return texts ? QString() : QString::fromStdString(texts.error().message);
    };
    const QString inFile = problem(Advice::EditFile);
    QVERIFY2(!inFile.contains("--") && inFile.contains("name"), qPrintable(inFile));
    const QString byTextOption = problem(Advice::TextOption);
    QVERIFY2(byTextOption.contains("--text-column") && !byTextOption.contains("--label"), qPrintable(byTextOption));
    QVERIFY(problem(Advice::EveryOption).contains("--text-column"));
}

void TextTableTest::textsAloneRefuseLabelsInFront()
{
    QVERIFY(!parseTexts("trade\tasian exporters fear damage\ngrain\tchina daily says\n", {}));
    QVERIFY(!parseTexts("0\tthe film was great\n1\ta slow story\n", {}));
    const auto texts = parseTexts("trade\tasian exporters fear damage\n", {.text = "2", .label = {}});
    QVERIFY(texts);
    QCOMPARE(texts->texts, std::vector<std::string>{"asian exporters fear damage"});
    QVERIFY(parseTexts("asian exporters fear damage\ttrade\n", {}));
}

void TextTableTest::errorsNameTheFile()
{
    QVERIFY(!readTexts({.path = "/nowhere/at/all.tsv"}));
    const QTemporaryDir folder;
    QFile file(folder.filePath("texts.gz"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x1f\x8b\x08");
    file.close();
    const auto texts = readTexts({.path = file.fileName().toStdString()});
    QVERIFY(!texts);
    QCOMPARE(QString::fromStdString(texts.error().message),
             file.fileName() + ": this is a gzip file, expected text in UTF-8");
}

ATTNSCOPE_TEST(TextTableTest, tests::NoApplication)
#include "tst_text_table.moc"
