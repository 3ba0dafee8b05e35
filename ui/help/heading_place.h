#pragma once

#include <QTextBlock>

class QTextDocument;

namespace ui {

// The block of the heading that a link calls `anchor`; invalid where there is none. Qt 6.4 makes no anchors of Markdown's headings.
QTextBlock headingBlock(const QTextDocument &document, const QString &anchor);

}  // namespace ui
