#include "core/figure/values/color_map.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace core;

namespace {

QStringList shippedFiles()
{
    return QDir(ATTNSCOPE_COLOR_MAPS).entryList({"*.json"}, QDir::Files, QDir::Name);
}

Result<ColorMap> shippedMap(const QString &fileName)
{
    QFile file(QDir(ATTNSCOPE_COLOR_MAPS).filePath(fileName));
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(fileName.toStdString());
    return parseColorMap(file.readAll().toStdString());
}

// JSON written with single quotes, for the sake of moc, which loses its way in raw string literals.
QString json(QString text)
{
    return text.replace('\'', '"');
}

Result<ColorMap> parsed(const QString &text)
{
    return parseColorMap(text.toStdString());
}

bool isMonotone(const ColorMap &map)
{
    const double direction = lightness(map.at(1)) > lightness(map.at(0)) ? 1 : -1;
    for (std::size_t index = 1; index < map.colors.size(); ++index)
        if ((lightness(map.colors[index]) - lightness(map.colors[index - 1])) * direction <
            -0.25)  // colors are whole numbers
            return false;
    return true;
}

}  // namespace

class TestColorMap : public QObject
{
    Q_OBJECT

private slots:
    void shippedMapsAreSound_data()
    {
        QTest::addColumn<QString>("fileName");
        for (const QString &fileName : shippedFiles())
            QTest::newRow(qPrintable(fileName)) << fileName;
    }

    void shippedMapsAreSound()
    {
        QFETCH(QString, fileName);
        const auto map = shippedMap(fileName);
        QVERIFY2(map, map ? "" : map.error().message.c_str());
        if (map->kind == ColorMapKind::Sequential) {
            QVERIFY(isMonotone(*map));
            QVERIFY(std::abs(lightness(map->at(1)) - lightness(map->at(0))) > 60);
        }
    }

    // The card colors of the two themes: empty attention has to look like nothing at all.
    void lowEndIsTheCard()
    {
        for (const QString name : {"blues", "gray", "green"}) {
            QCOMPARE(shippedMap(name + "-light.json")->at(0), (Rgb{0xff, 0xff, 0xff}));
            QCOMPARE(shippedMap(name + "-dark.json")->at(0), (Rgb{0x18, 0x1c, 0x22}));
        }
        QCOMPARE(shippedMap("diverging-dark.json")->colors[128].red, 0x18 + 1);
    }

    void divergingMapsAreNeutralInTheMiddle()
    {
        const auto map = shippedMap("diverging-light.json");
        QVERIFY(lightness(map->colors[127]) > 99);
        QVERIFY(lightness(map->colors[128]) > 99);
        QVERIFY(std::abs(lightness(map->at(0)) - lightness(map->at(1))) < 8);
    }

    void endsAndMiddleAreTheStops()
    {
        const auto map = parsed(json("{'name': 'm', 'kind': 'sequential', 'stops': [[0, '#000000'], [1, '#ff8000']]}"));
        QVERIFY(map);
        QCOMPARE(map->at(0), (Rgb{0, 0, 0}));
        QCOMPARE(map->at(1), (Rgb{255, 128, 0}));
        QCOMPARE(map->at(0.5), (Rgb{128, 64, 0}));
        QCOMPARE(map->at(-3), map->at(0));
        QCOMPARE(map->at(7), map->at(1));
        QCOMPARE(map->at(std::nan("")), map->at(0));
    }

    void categoriesDoNotMix()
    {
        const auto map = parsed(json("{'name': 'm', 'kind': 'categorical', 'stops': [[0, '#ff0000'], [1, '#0000ff']]}"));
        QVERIFY(map);
        QCOMPARE(map->colors[127], (Rgb{255, 0, 0}));
        QCOMPARE(map->colors[128], (Rgb{0, 0, 255}));
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("not JSON") << "{"
                                  << "a color map has to be a JSON object";
        QTest::newRow("a list") << "[]"
                                << "a color map has to be a JSON object";
        QTest::newRow("no name") << "{}"
                                 << "a color map has to have a \"name\"";
        QTest::newRow("unknown kind") << json("{'name': 'm', 'kind': 'rainbow'}")
                                      << "color map \"m\": kind \"rainbow\" is none of sequential, diverging, categorical";
        QTest::newRow("no stops") << json("{'name': 'm', 'kind': 'sequential'}")
                                  << "color map \"m\" has to have a list of \"stops\"";
        QTest::newRow("one stop") << json("{'name': 'm', 'kind': 'sequential', 'stops': [[0, '#000000']]}")
                                  << "color map \"m\": the stops have to begin at 0 and end at 1";
        QTest::newRow("bad color") << json("{'name': 'm', 'kind': 'sequential', 'stops': [[0, '#00'], [1, '#ffffff']]}")
                                   << "color map \"m\": color \"#00\" is not of the form \"#rrggbb\"";
        QTest::newRow("not a stop") << json("{'name': 'm', 'kind': 'sequential', 'stops': [7]}")
                                    << "color map \"m\": stop 7 is not of the form [0.5, \"#rrggbb\"]";
        QTest::newRow("falling stops")
            << json("{'name': 'm', 'kind': 'sequential', 'stops': [[0.5, '#000000'], [0.2, '#ffffff']]}")
            << "color map \"m\": stop [0.2,\"#ffffff\"] does not come after the one before it";
    }

    void badFilesAreRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto map = parsed(text);
        QVERIFY(!map);
        QCOMPARE(QString::fromStdString(map.error().message), message);
    }
};

ATTNSCOPE_TEST(TestColorMap, tests::NoApplication)
#include "tst_color_map.moc"
