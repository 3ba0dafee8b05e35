#include "ui/help/heading_place.h"

#include "ui/help/help_pages.h"

#include <QTextDocument>

namespace ui {

QTextBlock headingBlock(const QTextDocument &document, const QString &anchor)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0 && anchorOf(block.text()) == anchor)
            return block;
    }
    return {};
}

}  // namespace ui
