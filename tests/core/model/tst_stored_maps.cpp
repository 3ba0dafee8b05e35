#include "core/model/loaded_model.h"
#include "core/model/mask/mask_text.h"
#include "core/model/model_inputs.h"

#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using support::messageOf;

// A file of attention in the place of a model.
class StoredMapsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void givesTheMapsOfTheFile();
    void tellsOfItsOwnTextAlone();
    void refusesWhatNeedsWeights_data();
    void refusesWhatNeedsWeights();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const core::LoadedModel> m_model;
};

void StoredMapsTest::initTestCase()
{
    QFile file(m_folder.filePath("maps.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"tokens": ["[CLS]", "un", "##likely", "?"], "attention": [
        [[[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], [[0.25, 0.25, 0.25, 0.25], [0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1]]],
        [[[0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], [[0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]]]})");
    file.close();
    const auto model = core::loadModel(file.fileName().toStdString());
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    m_model = *model;
}

void StoredMapsTest::givesTheMapsOfTheFile()
{
    QCOMPARE(m_model->name, std::string("maps.json"));
    QCOMPARE(m_model->config.layers, 2);
    QCOMPARE(m_model->config.heads, 2);
    QCOMPARE(m_model->onlyText.value(), std::string("unlikely ?"));
    const core::TokenizedText text = m_model->tokenizer->tokenize("whatever", m_model->tokenLimit());
    QCOMPARE(text.tokens.size(), 4U);
    QVERIFY(text.tokens[0].isSpecial());
    QCOMPARE(text.tokens[1].word, text.tokens[2].word);
    const auto trace = core::forward(*m_model, core::tokenIds(text), {core::KeptTensors::all(), {}}, {});
    QVERIFY(trace);
    const auto &layers = std::get<core::EncoderTrace>(trace->network).layers;
    QCOMPARE(layers.size(), 2U);
    QCOMPARE(layers[0].attention[1](0, 2), 0.25F);
    QCOMPARE(layers[1].attention[1](0, 3), 1.0F);
    QVERIFY(layers[0].scores.isEmpty() && layers[0].value.isEmpty() && trace->logits.size() == 0);
}

void StoredMapsTest::tellsOfItsOwnTextAlone()
{
    QVERIFY(core::checkText(*m_model, "unlikely ?"));
    QVERIFY(messageOf(core::checkText(*m_model, "likely")).contains("one text alone"));
}

void StoredMapsTest::refusesWhatNeedsWeights_data()
{
    QTest::addColumn<QString>("mask");
    for (const char *mask : {"diagonal", "none", "band:1~after", "ablate@0.1"})
        QTest::newRow(mask) << QString::fromLatin1(mask);
}

void StoredMapsTest::refusesWhatNeedsWeights()
{
    QFETCH(QString, mask);
    const std::vector<core::TokenId> ids{{0}, {1}, {2}, {3}};
    const auto refused = core::forward(*m_model, ids, {.mask = *core::parseMask(mask.toStdString())}, {});
    QVERIFY(messageOf(refused).contains("no weights"));
    const auto cut = core::forward(*m_model, ids, {.truncation = {.rank = 1, .heads = {{{0}, {0}}}}}, {});
    QVERIFY(messageOf(cut).contains("without weights"));
}

ATTNSCOPE_TEST(StoredMapsTest, tests::NoApplication)
#include "tst_stored_maps.moc"
