#include "ui/theme/theme.h"

#include <QRegularExpression>

#include <utility>

namespace ui {

namespace {

// @name stands for the theme's color of that name.
constexpr auto styleSheetTemplate = R"(
QMainWindow, QDialog { background: @window; }

QFrame[role="card"] { background: @card; border: 1px solid @hairline; border-radius: 8px; }
QFrame[role="bar"] { background: @card; border: none; }
QFrame#sentencePanel { border-bottom: 1px solid @hairline; }
QFrame#statusBar { border-top: 1px solid @hairline; }
QFrame[role="message"] { background: @warningSurface; border: 1px solid @secondAccent; border-radius: 8px; }
QFrame[role="guide"] { background: @accentSurface; border: 1px solid @accent; border-radius: 8px; }
QFrame[role="palette"] { background: @card; border: 1px solid @accent; border-radius: 10px; }
QFrame[role="palette"] QListWidget { background: @card; color: @text; border: none; outline: 0; }
QFrame[role="dropArea"] { background: @accentSurface; border: 2px dashed @accent; border-radius: 8px; }

QLabel[role="title"] { font-size: 10.1pt; font-weight: 600; }
QLabel[role="caption"] { font-size: 8.3pt; font-weight: 600; color: @mutedText; }
QLabel[role="note"] { font-size: 8.3pt; color: @mutedText; }
QLabel[role="strong"] { font-weight: 600; }

QLineEdit {
    background: @card; color: @text; border: 1px solid @hairline; border-radius: 6px; padding: 4px 8px;
    selection-background-color: @accent; selection-color: @card;
}
QLineEdit:focus { border-color: @accent; }

QSpinBox, QDoubleSpinBox {
    background: @card; color: @text; border: 1px solid @hairline; border-radius: 6px; padding: 2px 6px;
    selection-background-color: @accent; selection-color: @card;
}
QSpinBox:focus, QDoubleSpinBox:focus { border-color: @accent; }
QPlainTextEdit {
    background: @card; color: @text; border: 1px solid transparent; border-radius: 6px;
    selection-background-color: @accent; selection-color: @card;
}
QPlainTextEdit:focus { border-color: @accent; }
QPlainTextEdit#sentenceText {
    font-size: 10.5pt; border: 1px solid @hairline; border-radius: 8px; padding: 7px 12px; margin: 1px;
}
QPlainTextEdit#sentenceText:focus { border: 2px solid @accent; margin: 0; }

QToolButton { background: none; border: 1px solid transparent; border-radius: 6px; padding: 3px 6px; color: @text; }
QToolButton:hover { background: @accentSurface; }
QToolButton:pressed { background: @hairline; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @mutedText; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[role="segment"] { color: @mutedText; padding: 3px 0; }
QToolButton[role="segment"]:checked { color: @accent; font-weight: 600; }

QFrame[role="chip"] { background: @accentSurface; border: 1px solid @accentSurface; border-radius: 6px; }
QFrame[role="offChip"] { background: none; border: 1px dashed @hairline; border-radius: 6px; }
QFrame[role="chip"] QToolButton, QFrame[role="offChip"] QToolButton { padding: 1px 4px; border-radius: 5px; }
QFrame[role="chip"] QToolButton:hover { background: @card; }
QFrame[role="offChip"] QToolButton { color: @mutedText; }

QPushButton {
    background: @card; color: @text; border: 1px solid @hairline; border-radius: 6px; padding: 6px 14px;
}
QPushButton:hover { background: @accentSurface; border-color: @accent; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @mutedText; }
QPushButton[role="dropArea"] { color: @mutedText; padding: 10px 2px; }
QPushButton[role="dropArea"]:hover { color: @text; }

QTableView { outline: 0; selection-background-color: @accentSurface; selection-color: @text; }

QTabBar { border: none; background: none; font-size: 10.1pt; font-weight: 500; qproperty-drawBase: 0; }
QTabBar::tab {
    color: @mutedText; background: none; border: 1px solid transparent; border-radius: 6px;
    padding: 5px 14px; margin-right: 4px;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { background: @accentSurface; color: @accent; }
QTabBar::tab:focus { border-color: @accent; }

QMenuBar { background: @card; color: @mutedText; border: none; padding: 3px 8px 0 8px; }
QMenuBar::item { background: none; padding: 3px 8px; border-radius: 6px; }
QMenuBar::item:selected { background: @accentSurface; color: @text; }
QMenu { background: @card; color: @text; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 26px; border-radius: 5px; }
QMenu::item:selected { background: @accentSurface; }
QMenu::item:disabled { color: @mutedText; }
QMenu::indicator { left: 8px; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }

QSlider { min-height: 18px; }
QSlider::groove:horizontal { background: @hairline; height: 3px; border-radius: 1px; }
QSlider::sub-page:horizontal { background: @accent; height: 3px; border-radius: 1px; }
QSlider::handle:horizontal {
    background: @card; border: 2px solid @accent; width: 9px; margin: -5px 0; border-radius: 6px;
}
QSlider::handle:horizontal:hover { background: @accentSurface; }
QSlider::handle:horizontal:focus { background: @accent; }

QTableWidget { background: @card; color: @text; border: none; selection-background-color: @accentSurface; selection-color: @text; font-size: 8.3pt; }
QTableWidget::item { padding: 1px 2px; border: none; }
QHeaderView { background: @card; border: none; font-size: 8.3pt; }
QTableView#vocabularyTable QHeaderView::up-arrow, QTableView#vocabularyTable QHeaderView::down-arrow,
QTableView#textsTable QHeaderView::up-arrow, QTableView#textsTable QHeaderView::down-arrow { width: 0; height: 0; }
QHeaderView::section { background: @card; color: @mutedText; border: none; border-bottom: 1px solid @hairline; padding: 3px 5px; }
QTableCornerButton::section { background: @card; border: none; }

QTreeView { background: @card; color: @text; selection-background-color: @accentSurface; selection-color: @text; outline: 0; }
QTreeView::item { padding: 3px 2px; }
QTreeView#helpContents, QTextBrowser#helpText { background: @card; border: 1px solid @hairline; border-radius: 8px; }
QTreeView#helpContents:focus, QTextBrowser#helpText:focus { border-color: @accent; }

QProgressBar { background: @hairline; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }

QToolTip { background: @card; color: @text; border: 1px solid @hairline; padding: 5px 7px; }

QSplitter::handle { background: none; }
QSplitter::handle:hover { background: @hairline; }
QScrollArea { border: none; background: none; }
QScrollArea#inspectorScroll, QScrollArea#remarksScroll { border: 1px solid transparent; border-radius: 4px; }
QScrollArea#inspectorScroll:focus, QScrollArea#remarksScroll:focus { border-color: @accent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: @card; border: none; margin: 0; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: @hairline; border-radius: 3px; margin: 1px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @mutedText; }
QScrollBar::add-line, QScrollBar::sub-line { background: none; border: none; width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
)";

// Sizes of text are points, all other lengths pixels.
QString scaledSizes(const QString &sheet, double scale)
{
    static const QRegularExpression points(QStringLiteral("font-size: ([0-9.]+)pt"));
    QString scaled;
    qsizetype copied = 0;
    for (const QRegularExpressionMatch &match : points.globalMatch(sheet)) {
        scaled += QStringView(sheet).mid(copied, match.capturedStart() - copied);
        scaled += QStringLiteral("font-size: %1pt").arg(match.captured(1).toDouble() * scale);
        copied = match.capturedEnd();
    }
    return scaled + sheet.mid(copied);
}

}  // namespace

QString styleSheetFor(const Theme &theme, double textScale)
{
    // A name that begins with another one stands before it.
    const std::pair<const char *, QColor> colors[] = {
        {"@accentSurface", theme.accentSurface},
        {"@accent", theme.accent},
        {"@secondAccent", theme.secondAccent},
        {"@warningSurface", theme.warningSurface},
        {"@window", theme.window},
        {"@card", theme.card},
        {"@hairline", theme.hairline},
        {"@mutedText", theme.mutedText},
        {"@text", theme.text},
    };
    QString sheet = scaledSizes(QString::fromLatin1(styleSheetTemplate), textScale);
    for (const auto &[name, color] : colors)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

}  // namespace ui
