#include "tests/support/painted_texts.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/render/reading_painter.h"
#include "ui/render/token_color_bar.h"
#include "ui/render/word_colors.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace ui;

namespace {

constexpr QSize wordsSize(400, 120);

// Two words, the second of which may be glued to the first, with an importance of each.
core::TokenStripFigure words(double first, double second)
{
    core::TokenStripFigure figure{.title = {}, .explanation = {}, .measureName = "erasure", .chips = {}};
    figure.chips = {{.label = "good", .value = first, .number = {}}, {.label = ",", .value = second, .number = {}}};
    core::setFullStrength(figure.chips, 1);
    return figure;
}

FigureStyle styleIn(const Theme &theme)
{
    return FigureStyle::forScreen(QApplication::font(), paletteFor(theme));
}

// A little to the right of a box's left end, where no letter is.
QColor groundAt(const QImage &image, const QRectF &box, double inside)
{
    return image.pixelColor(QPointF(box.left() + inside, box.center().y()).toPoint());
}

QImage canvas(const Theme &theme)
{
    QImage image(wordsSize, QImage::Format_RGB32);
    image.fill(theme.card);
    return image;
}

}  // namespace

class WordColorsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void stripAndTextColorAlike_data();
    void stripAndTextColorAlike();
    void keyHasBothSides();
    void gluedWordsCoverNoLetter();
};

void WordColorsTest::stripAndTextColorAlike_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<double>("value");
    for (const double value : {-1.0, -0.4, 0.0, 0.4, 1.0}) {
        QTest::addRow("light %g", value) << false << value;
        QTest::addRow("dark %g", value) << true << value;
    }
}

void WordColorsTest::stripAndTextColorAlike()
{
    QFETCH(bool, isDark);
    QFETCH(double, value);
    const FigureStyle style = styleIn(isDark ? darkTheme() : lightTheme());
    const core::TokenStripFigure figure = words(value, 0.1);
    QImage strip = canvas(style.theme);
    const TokenStripLayout chips = layOutTokens(figure, style, wordsSize.width());
    QPainter onStrip(&strip);
    drawTokens(onStrip, figure, chips, {}, style);
    QImage text = canvas(style.theme);
    const ReadingLayout layout = layOutReading(figure, {false, true}, style, wordsSize.width());
    QPainter onText(&text);
    drawReading(onText, figure, layout, {}, QRectF(QPointF(), QSizeF(wordsSize)), style);
    const QColor expected = WordColors(style.theme).at(value);
    QCOMPARE(groundAt(strip, chips.chips.front(), 4).name(), expected.name());
    QCOMPARE(groundAt(text, layout.grounds.front(), 1).name(), expected.name());
}

void WordColorsTest::keyHasBothSides()
{
    const WordColors colors(lightTheme());
    const ColorTable table = colors.table(true);
    QCOMPARE(table.front(), colors.at(-1).rgb());
    QCOMPARE(table.back(), colors.at(1).rgb());
    QCOMPARE(colors.table(false).front(), colors.at(0).rgb());
    const FigureStyle style = styleIn(lightTheme());
    const auto numbersOf = [&style](const core::TokenStripFigure &figure) {
        QStringList numbers;
        for (const support::PaintedText &text : support::paintedTexts(wordsSize, 96, [&](QPainter &painter) {
                 drawTokenColorBar(painter, figure, QRectF(QPointF(), QSizeF(wordsSize)), style);
             }))
            numbers << text.text;
        return numbers;
    };
    const QStringList both = numbersOf(words(0.5, -0.25));
    for (const char *number : {"−1.00", "0.00", "1.00"})
        QVERIFY2(both.contains(QString::fromUtf8(number)), qPrintable(both.join(QLatin1Char('|'))));
    QVERIFY(!numbersOf(words(0.5, 0.25)).contains(QStringLiteral("−1.00")));
}

void WordColorsTest::gluedWordsCoverNoLetter()
{
    const FigureStyle style = styleIn(lightTheme());
    const ReadingLayout layout = layOutReading(words(1, 1), {false, true}, style, wordsSize.width());
    QCOMPARE(layout.grounds[0].right(), layout.words[0].right());
    QCOMPARE(layout.grounds[1].left(), layout.words[1].left());
    QVERIFY(layout.grounds[0].left() < layout.words[0].left());
    const ReadingLayout apart = layOutReading(words(1, 1), {false, false}, style, wordsSize.width());
    QVERIFY(apart.grounds[1].left() < apart.words[1].left());
}

ATTNSCOPE_TEST(WordColorsTest, QApplication)
#include "tst_word_colors.moc"
