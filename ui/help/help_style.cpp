#include "ui/help/help_style.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/text_scale.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace ui {
namespace {

constexpr double bodyPixels = 13.5;  // of text of the usual size
constexpr double lineHeight = 135;   // percent

double headingPixels(int level)
{
    return textScale() * (level == 1 ? 22 : level == 2 ? 16 : bodyPixels);
}

bool isCode(const QTextBlock &block)
{
    return block.isValid() && block.blockFormat().hasProperty(QTextFormat::BlockCodeFence);
}

void styleHeading(QTextCursor &cursor, int level, const FigureStyle &style)
{
    QTextBlockFormat block;
    block.setTopMargin(level == 1 ? 0 : 22);
    block.setBottomMargin(6);
    cursor.mergeBlockFormat(block);
    cursor.select(QTextCursor::BlockUnderCursor);
    QTextCharFormat text;
    text.setFontPointSize(fontOfSize(style.title, headingPixels(level)).pointSizeF());
    text.setFontWeight(QFont::DemiBold);
    text.clearProperty(QTextFormat::FontSizeAdjustment);
    cursor.mergeCharFormat(text);
}

void styleCode(QTextCursor &cursor, const FigureStyle &style)
{
    QTextBlockFormat block;
    block.setBackground(style.theme.window);
    block.setLeftMargin(12);
    block.setBottomMargin(isCode(cursor.block().next()) ? 0 : 9);
    cursor.mergeBlockFormat(block);
}

void styleText(QTextCursor &cursor)
{
    const bool isInTable = cursor.currentTable() != nullptr;
    QTextBlockFormat block;
    block.setTopMargin(0);
    const bool isListed = cursor.currentList() && cursor.block().next().textList() == cursor.currentList();
    block.setBottomMargin(isInTable ? 0 : isListed ? 4 : 9);
    block.setLineHeight(isInTable ? 115 : lineHeight, QTextBlockFormat::ProportionalHeight);
    cursor.mergeBlockFormat(block);
}

void styleBlock(const QTextBlock &block, const FigureStyle &style)
{
    QTextCursor cursor(block);
    const QTextBlockFormat format = block.blockFormat();
    if (format.headingLevel() > 0)
        styleHeading(cursor, format.headingLevel(), style);
    else if (isCode(block))
        styleCode(cursor, style);
    else
        styleText(cursor);
}

// One hairline below each row.
void styleTable(QTextTable &table, const FigureStyle &style)
{
    QTextTableFormat format = table.format();
    format.setBorder(0);
    format.setCellPadding(6);
    format.setCellSpacing(0);
    format.setTopMargin(4);
    format.setBottomMargin(12);
    table.setFormat(format);
    for (int row = 0; row < table.rows(); ++row) {
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat line = cell.format().toTableCellFormat();
            line.setBottomBorder(1);
            line.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            line.setBottomBorderBrush(row == 0 ? style.theme.mutedText : style.theme.hairline);
            cell.setFormat(line);
        }
    }
}

void styleTables(const QTextFrame &frame, const FigureStyle &style)
{
    for (QTextFrame *child : frame.childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(child)) {
            styleTable(*table, style);
        }
        styleTables(*child, style);
    }
}

}  // namespace

void styleHelp(QTextDocument &document, const FigureStyle &style)
{
    document.setDefaultFont(fontOfSize(style.body, textScale() * bodyPixels));
    document.setDocumentMargin(24);
    document.setIndentWidth(24);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        styleBlock(block, style);
    styleTables(*document.rootFrame(), style);
}

}  // namespace ui
