#include "app/command_line/manual_page.h"

#include "app/command_line/command_definition.h"
#include "tests/app/built_program.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

// The page holds the table of options, and man can read it.
class ManualPageTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionAndExampleIsThere();
    void noTextIsAnOrder();
    void manReadsIt();
};

namespace {

QString page()
{
    return QString::fromStdString(app::manualPage());
}

QString asRoff(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .replace(u'\\', QStringLiteral("\\e"))
        .replace(u'-', QStringLiteral("\\-"));
}

}  // namespace

void ManualPageTest::everyOptionAndExampleIsThere()
{
    const QString text = page();
    for (const app::CommandDefinition &definition : app::commandDefinitions()) {
        const QString heading =
            QStringLiteral(".SS %1\n")
                .arg(QString::fromUtf8(definition.name.data(), static_cast<qsizetype>(definition.name.size())));
        const qsizetype begin =
            definition.name.empty() ? text.indexOf(QStringLiteral(".SH OPTIONS\n")) : text.indexOf(heading);
        QVERIFY(begin >= 0);
        const QString section =
            text.mid(begin, text.indexOf(QRegularExpression(QStringLiteral("\n\\.S[HS] ")), begin + 1) - begin);
        for (const app::Option &option : definition.options) {
            const QString tag = QStringLiteral(".TP\n\\fB%1\\fR").arg(asRoff(option.name));
            QVERIFY2(section.contains(tag) && section.contains(asRoff(option.help)), std::string(option.name).c_str());
        }
        for (const std::string_view example : definition.examples)
            QVERIFY2(section.contains(asRoff(example)), std::string(example).c_str());
    }
}

void ManualPageTest::noTextIsAnOrder()
{
    static const QRegularExpression order(QStringLiteral("^\\.(TH|SH|SS|TP|PP|B|nf|fi|RS|RE)\\b"));
    for (const QString &line : page().split(u'\n')) {
        const bool isOrder = line.startsWith(u'.') || line.startsWith(u'\'');
        QVERIFY2(!isOrder || order.match(line).hasMatch(), qPrintable(line));
    }
}

void ManualPageTest::manReadsIt()
{
    if (QStandardPaths::findExecutable(QStringLiteral("groff")).isEmpty())
        QSKIP("groff is not installed");
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("attnscope.1")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(app::manualPage()));
    file.close();
    const auto read = built::run(QStringLiteral("groff"), {"-man", "-Kutf8", "-Tutf8", "-ww", "-z", file.fileName()});
    QCOMPARE(read.status, 0);
    QCOMPARE(read.errors, QByteArray());
}

ATTNSCOPE_TEST(ManualPageTest, tests::NoApplication)
#include "tst_manual_page.moc"
