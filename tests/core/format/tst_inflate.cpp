#include "core/format/zip/inflate.h"

#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

#include <vector>

using support::messageOf;

namespace {

constexpr std::uint64_t mostBytes = 1 << 20;

// What numpy.savez_compressed wrote.
std::string archiveBytes()
{
    QFile file(QStringLiteral(ATTNSCOPE_TEST_DATA "/maps/compressed.npz"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

core::Result<std::string> unpacked(const std::string &bytes, std::uint64_t atMost = mostBytes)
{
    const core::ByteSource source = core::sourceOf(bytes);
    const auto archive = core::readZipArchive(source);
    if (!archive)
        return archive.error();
    const auto entry = archive->find("attention.npy");
    return entry == archive->end() ? core::badInput("no such entry") : core::inflated(source, entry->second, atMost);
}

}  // namespace

class InflateTest : public QObject
{
    Q_OBJECT

private slots:
    void givesWhatWasPacked();
    void noOtherByteGivesOtherContent();
    void refusesMoreThanIsWanted();
    void refusesWhatNoDeflatedDataCanHold();
    void storedContentIsChecked();
};

void InflateTest::givesWhatWasPacked()
{
    const auto content = unpacked(archiveBytes());
    QVERIFY2(content, qPrintable(messageOf(content)));
    QVERIFY(content->starts_with("\x93NUMPY"));
    QCOMPARE(content->size(), std::size_t{128 + 4 * 2 * 2 * 5 * 5});
}

// Whatever bit is another, the content is refused or the one that was packed: time stamps do not matter.
void InflateTest::noOtherByteGivesOtherContent()
{
    const std::string intact = archiveBytes();
    const std::string content = *unpacked(intact);
    int refused = 0;
    for (std::size_t bit = 0; bit < 8 * intact.size(); ++bit) {
        std::string damaged = intact;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        const auto read = unpacked(damaged);
        QVERIFY(!read || *read == content);
        refused += read ? 0 : 1;
    }
    QVERIFY(refused > static_cast<int>(8 * intact.size() / 2));
}

void InflateTest::refusesMoreThanIsWanted()
{
    QVERIFY(messageOf(unpacked(archiveBytes(), 100)).contains("528 bytes when unpacked, expected at most 100"));
}

void InflateTest::refusesWhatNoDeflatedDataCanHold()
{
    const std::string bytes = archiveBytes();
    core::ZipEntry entry = core::readZipArchive(core::sourceOf(bytes))->at("attention.npy");
    entry.unpackedBytes = entry.bytes * 2000;
    QVERIFY(messageOf(core::inflated(core::sourceOf(bytes), entry, std::uint64_t(1) << 40)).contains("damaged"));
    entry.packing = core::ZipEntry::Packing::Other;
    QVERIFY(messageOf(core::inflated(core::sourceOf(bytes), entry, mostBytes)).contains("numpy.savez"));
}

// As numpy.savez writes it, which packs nothing.
void InflateTest::storedContentIsChecked()
{
    QFile file(QStringLiteral(ATTNSCOPE_TEST_DATA "/maps/stored.npz"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::string bytes = file.readAll().toStdString();
    const auto check = [&bytes] {
        const core::ByteSource source = core::sourceOf(bytes);
        return core::checkStored(source, core::readZipArchive(source)->at("attention.npy"));
    };
    QVERIFY(check());
    const core::ZipEntry entry = core::readZipArchive(core::sourceOf(bytes))->at("attention.npy");
    bytes[entry.begin + entry.bytes - 1] ^= 1;
    QVERIFY(messageOf(check()).contains("its content is damaged"));
}

ATTNSCOPE_TEST(InflateTest, tests::NoApplication)
#include "tst_inflate.moc"
