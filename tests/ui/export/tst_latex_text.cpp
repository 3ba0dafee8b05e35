#include "tests/support/test_program.h"
#include "ui/export/latex_text.h"

#include <QApplication>
#include <QTest>

// Tokens of any script as LaTeX.
class LatexTextTest : public QObject
{
    Q_OBJECT

private slots:
    void whatMeansSomethingToTexIsEscaped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("latex");
        QTest::newRow("plain") << "film"
                               << "film";
        QTest::newRow("specials") << "#%&_$"
                                  << "\\#\\%\\&\\_\\$";
        QTest::newRow("braces") << "{}"
                                << "\\{\\}";
        QTest::newRow("backslash") << "\\"
                                   << "\\textbackslash{}";
        QTest::newRow("tilde and caret") << "~^"
                                         << "\\textasciitilde{}\\textasciicircum{}";
        QTest::newRow("accents") << QStringLiteral("éÖñ") << "\\'{e}\\\"{O}\\~{n}";
        QTest::newRow("dotless") << QStringLiteral("í") << "\\'{\\i}";
        QTest::newRow("piece of a word") << "##ly"
                                         << "\\#\\#ly";
        QTest::newRow("special token") << "[CLS]"
                                       << "{[}CLS{]}";
    }

    void whatMeansSomethingToTexIsEscaped()
    {
        QFETCH(QString, text);
        QTEST(ui::latexText(text, QApplication::font()), "latex");
    }

    void otherScriptsAreOutlines()
    {
        for (const QString &text : {QStringLiteral("電影"), QStringLiteral("فيلم"), QStringLiteral("😀")}) {
            const QString latex = ui::latexText(text, QApplication::font());
            for (const QChar character : latex)
                QVERIFY2(character.unicode() < 0x80, qPrintable(latex));
            QVERIFY(latex.startsWith("\\tikz[") || latex == "\\ ");
        }
    }
};

ATTNSCOPE_TEST(LatexTextTest, QApplication)
#include "tst_latex_text.moc"
