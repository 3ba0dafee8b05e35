#include "ui/views/card_menu.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QMenu>
#include <QPainter>

namespace ui {
namespace {

constexpr QSize menuButtonSize{14, 24};
constexpr int topOfMenuButton = 32;  // below the "?" of the card

QString formatName(std::string_view format)
{
    return format == "tex" ? CardMenu::tr("TeX (pgfplots)") : qtText(std::string(format)).toUpper();
}

// The chosen format's first.
QString fileTypes(const QString &format, std::span<const std::string_view> formats)
{
    QStringList types;
    for (const std::string_view each : formats) {
        const QString type = QStringLiteral("%1 (*.%2)").arg(formatName(each), qtText(std::string(each)));
        format == qtText(std::string(each)) ? types.prepend(type) : types.append(type);
    }
    return types.join(QStringLiteral(";;"));
}

}  // namespace

CardMenu::CardMenu(QWidget &card, MenuOwner owner) : QAbstractButton(&card), m_menu(new QMenu(this)), m_owner(owner)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(menuButtonSize);
    card.installEventFilter(this);
    connect(this, &QAbstractButton::clicked, this, [this] { m_menu->popup(mapToGlobal(rect().bottomLeft())); });
    connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
    place();
}

QAction *CardMenu::addEntry(const QString &text, std::function<void()> act, const QKeySequence &shortcut)
{
    QAction *action = m_menu->addAction(text);
    connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    if (!shortcut.isEmpty() && m_owner == MenuOwner::Card) {
        action->setShortcut(shortcut);
        parentWidget()->addAction(action);
    }
    return action;
}

void CardMenu::addSaving(const QString &text, std::span<const std::string_view> formats, std::function<QString()> usual,
                         const std::function<void(const QString &format)> &save)
{
    addEntry(
        text, [usual = std::move(usual), save] { save(usual()); }, QKeySequence(Qt::CTRL | Qt::Key_E));
    QMenu *menu = m_menu->addMenu(tr("Save As"));
    for (const std::string_view format : formats) {
        connect(menu->addAction(formatName(format) + QStringLiteral("…")), &QAction::triggered, this,
                [save, ending = qtText(std::string(format))] { save(ending); });
    }
}

// The dialog adds the ending of the chosen type, so that it asks before it writes over a file.
QString CardMenu::chosenFile(const QString &proposed, const QString &format, std::span<const std::string_view> formats)
{
    QFileDialog dialog(this, tr("Save the figure"), QFileInfo(proposed).path(), fileTypes(format, formats));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(format);
    dialog.selectFile(proposed);
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString &type) {
        const qsizetype dot = type.lastIndexOf(u'.');
        dialog.setDefaultSuffix(type.mid(dot + 1, type.lastIndexOf(u')') - dot - 1));
    });
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

bool CardMenu::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu) {
        m_menu->popup(static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    if (event->type() == QEvent::Resize)
        place();
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::eventFilter(watched, event);
}

bool CardMenu::isShown() const
{
    const QWidget *focused = QApplication::focusWidget();
    return parentWidget()->underMouse() || (focused && parentWidget()->isAncestorOf(focused));
}

void CardMenu::place()
{
    const int top = m_owner == MenuOwner::Card ? std::min(topOfMenuButton, parentWidget()->height() - height()) : 0;
    move(parentWidget()->width() - width() - 1, top);
    raise();
}

void CardMenu::paintEvent(QPaintEvent *)
{
    if (!isShown())
        return;
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(underMouse() ? style.theme.accent : style.theme.mutedText);
    for (const double offset : {-4.0, 0.0, 4.0})
        painter.drawEllipse(QPointF(width() / 2.0, height() / 2.0 + offset), 1.2, 1.2);
}

}  // namespace ui
