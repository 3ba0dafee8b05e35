#pragma once

#include <QByteArray>
#include <QString>

namespace ui {

// What QPdfWriter has no setter for, in a file that it has written: one page, a plain table of objects at the end.

// What a file says of itself.
struct PdfFacts {
    QString title;
    QString subject;
    QString keywords;
    QString creator;
};

// In place of the writer's own, with a time of creation that is always the same: two writings give the same bytes.
void setFacts(QByteArray &file, const PdfFacts &facts);

// In points. Qt rounds the page's width to whole ones; what is painted beyond stays in the file.
void setPageWidth(QByteArray &file, double width);

}  // namespace ui
