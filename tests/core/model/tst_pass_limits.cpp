#include "core/model/loaded_model.h"

#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonObject>
#include <QTest>

using support::TinyModel;

// How few and how many tokens a pass takes.
class PassLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void noTokenIsRefused();
    void moreTokensThanTheLimitAreRefused_data();
    void moreTokensThanTheLimitAreRefused();
};

void PassLimitsTest::noTokenIsRefused()
{
    const TinyModel tiny(support::encoderConfig());
    const auto trace = core::forward(*tiny.load(), {}, {}, {});
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, core::ErrorKind::BadInput);
}

void PassLimitsTest::moreTokensThanTheLimitAreRefused_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<int>("limit");
    const QJsonObject linformer{{"kind", "linformer"}, {"projected_length", 3}, {"max_length", 2}, {"sharing", "none"}};
    QTest::newRow("encoder") << support::encoderConfig() << 40;
    QTest::newRow("encoder of one position") << support::encoderConfig({{"max_position_embeddings", 1}}) << 1;
    QTest::newRow("Linformer of two tokens") << support::encoderConfig({{"attention", linformer}}) << 2;
    QTest::newRow("LAMA") << support::lamaConfig() << 4096;
}

void PassLimitsTest::moreTokensThanTheLimitAreRefused()
{
    QFETCH(QJsonObject, config);
    QFETCH(int, limit);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    QVERIFY(core::forward(*model, support::randomIds(limit, 64, 1), {}, {}));
    const auto trace = core::forward(*model, support::randomIds(limit + 1, 64, 1), {}, {});
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, core::ErrorKind::BadInput);
    const std::string expected = "expected at most " + std::to_string(limit);
    QVERIFY2(trace.error().message.find(expected) != std::string::npos, trace.error().message.c_str());
}

ATTNSCOPE_TEST(PassLimitsTest, tests::NoApplication)
#include "tst_pass_limits.moc"
