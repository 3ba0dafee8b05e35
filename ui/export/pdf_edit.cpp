#include "ui/export/pdf_edit.h"

#include <utility>

namespace ui {
namespace {

constexpr qsizetype entryBytes = 20;  // of an object, in the table of where objects begin
constexpr qsizetype placeDigits = 10;

// Objects behind the change begin elsewhere, and so does the table.
void moveObjects(QByteArray &file, qsizetype behind, qsizetype by)
{
    const QByteArray mark = "startxref\n";
    const qsizetype last = file.lastIndexOf(mark) + mark.size();
    const qsizetype lineEnd = file.indexOf('\n', last);
    const qsizetype table = file.mid(last, lineEnd - last).trimmed().toLongLong() + by;
    file.replace(last, lineEnd - last, QByteArray::number(table));
    const qsizetype count = file.indexOf(' ', table) + 1;
    const qsizetype first = file.indexOf('\n', count) + 1;
    const qsizetype objects = file.mid(count, first - count - 1).trimmed().toLongLong();
    for (qsizetype object = 0; object < objects; ++object) {
        const qsizetype entry = first + object * entryBytes;
        const qsizetype place = file.mid(entry, placeDigits).toLongLong();
        if (place > behind)
            file.replace(entry, placeDigits, QByteArray::number(place + by).rightJustified(placeDigits, '0'));
    }
}

void replaceBytes(QByteArray &file, qsizetype place, qsizetype length, const QByteArray &replacement)
{
    file.replace(place, length, replacement);
    moveObjects(file, place, replacement.size() - length);
}

// In UTF-16 with its mark, as hexadecimal digits, in which nothing has to be escaped.
QByteArray stringOf(const QString &text)
{
    QByteArray digits = "<feff";
    for (const QChar letter : text)
        digits += QByteArray::number(letter.unicode(), 16).rightJustified(4, '0');
    return digits + '>';
}

}  // namespace

void setFacts(QByteArray &file, const PdfFacts &facts)
{
    const qsizetype begin = file.indexOf("<<", file.indexOf(" 0 obj"));
    const qsizetype end = file.indexOf("endobj", begin);
    if (begin < 0 || end < 0)
        return;
    QByteArray written = "<<\n";
    for (const auto &[name, text] : {std::pair("/Title ", facts.title), std::pair("/Subject ", facts.subject),
                                     std::pair("/Keywords ", facts.keywords), std::pair("/Creator ", facts.creator)}) {
        if (!text.isEmpty())
            written += name + stringOf(text) + '\n';
    }
    written += "/Producer (Qt " QT_VERSION_STR ")\n/CreationDate (D:20000101000000Z)\n>>\n";
    replaceBytes(file, begin, end - begin, written);
}

void setPageWidth(QByteArray &file, double width)
{
    const QByteArray mark = "/MediaBox [0 0 ";
    const qsizetype at = file.indexOf(mark) + mark.size();
    const qsizetype end = file.indexOf(' ', at);
    if (at >= mark.size() && end > at)
        replaceBytes(file, at, end - at, QByteArray::number(width, 'f', 6));
}

}  // namespace ui
