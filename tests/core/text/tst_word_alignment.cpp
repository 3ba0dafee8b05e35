#include "core/text/word_alignment.h"
#include "tests/support/test_program.h"

#include <QStringList>
#include <QTest>

namespace {

std::vector<std::string> wordsOf(const QString &text)
{
    std::vector<std::string> words;
    for (const QString &word : text.split(' ', Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

// "a=A b- -c": each row with the words of both texts.
QString printed(const QString &first, const QString &second)
{
    const std::vector<std::string> one = wordsOf(first);
    const std::vector<std::string> other = wordsOf(second);
    QStringList rows;
    for (const core::AlignedWords &row : core::alignWords(one, other)) {
        const QString left = row.first ? QString::fromStdString(one.at(static_cast<std::size_t>(*row.first))) : QString();
        const QString right =
            row.second ? QString::fromStdString(other.at(static_cast<std::size_t>(*row.second))) : QString();
        rows << left + (row.first && row.second ? "=" : "-") + right;
    }
    return rows.join(' ');
}

}  // namespace

class WordAlignmentTest : public QObject
{
    Q_OBJECT

private slots:
    void equalWordsStandTogether_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("rows");
        QTest::newRow("the same") << "a good film"
                                  << "a good film"
                                  << "a=a good=good film=film";
        QTest::newRow("one came") << "a good film"
                                  << "a not good film"
                                  << "a=a -not good=good film=film";
        QTest::newRow("one went") << "a not good film"
                                  << "a good film"
                                  << "a=a not- good=good film=film";
        QTest::newRow("one for another") << "a good film"
                                         << "a bad film"
                                         << "a=a good- -bad film=film";
        QTest::newRow("case") << "A Good FILM"
                              << "a good film"
                              << "A=a Good=good FILM=film";
        QTest::newRow("letters beyond ASCII") << "Élan Ärger"
                                              << "élan ärger"
                                              << "Élan=élan Ärger=ärger";
        QTest::newRow("accents tell words apart") << "rôle"
                                                  << "role"
                                                  << "rôle- -role";
        QTest::newRow("moved") << "good a film"
                               << "a film good"
                               << "good- a=a film=film -good";
        QTest::newRow("nothing in common") << "a b"
                                           << "c"
                                           << "a- b- -c";
        QTest::newRow("as many as possible") << "a b c a b"
                                             << "c a b"
                                             << "a- b- c=c a=a b=b";
        QTest::newRow("no second text") << "a b"
                                        << ""
                                        << "a- b-";
        QTest::newRow("no text") << ""
                                 << ""
                                 << "";
    }

    void equalWordsStandTogether()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, rows);
        QCOMPARE(printed(first, second), rows);
    }
};

ATTNSCOPE_TEST(WordAlignmentTest, tests::NoApplication)
#include "tst_word_alignment.moc"
