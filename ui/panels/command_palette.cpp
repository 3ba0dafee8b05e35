#include "ui/panels/command_palette.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int entryRole = Qt::UserRole;
constexpr int detailRole = Qt::UserRole + 1;
constexpr int placesRole = Qt::UserRole + 2;
constexpr std::size_t mostFound = 200;  // nobody reads on
constexpr int widest = 640;
constexpr int highest = 420;
constexpr int margin = 24;   // to the window's edges
constexpr int fromTop = 48;  // below the menus
constexpr int entryPadding = 5;
constexpr int rowEdge = 10;

// A row: the text with the letters that were typed in the accent, and at its right the detail.
class PaletteDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() + 2 * entryPadding};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const FigureStyle style = figureStyleOf(*option.widget);
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(style.theme.accentSurface);
            painter->drawRoundedRect(option.rect, 5, 5);
        }
        const QRect row = option.rect.adjusted(rowEdge, 0, -rowEdge, 0);
        const int detailWidth = paintDetail(*painter, row, style, index.data(detailRole).toString());
        paintText(*painter, row.adjusted(0, 0, -detailWidth - rowEdge, 0), style, index);
        painter->restore();
    }

private:
    // Gives its width.
    static int paintDetail(QPainter &painter, const QRect &row, const FigureStyle &style, const QString &detail)
    {
        painter.setFont(style.note);
        painter.setPen(style.theme.mutedText);
        const QString fitted = painter.fontMetrics().elidedText(detail, Qt::ElideMiddle, row.width() * 3 / 5);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, fitted);
        return painter.fontMetrics().horizontalAdvance(fitted);
    }

    static void paintText(QPainter &painter, const QRect &row, const FigureStyle &style, const QModelIndex &index)
    {
        const QString text = index.data(Qt::DisplayRole).toString();
        const QList<QVariant> places = index.data(placesRole).toList();
        painter.setFont(style.body);
        painter.setPen(style.theme.text);
        if (places.isEmpty() || QFontMetrics(style.strong).horizontalAdvance(text) > row.width()) {
            painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, row.width()));
            return;
        }
        int left = row.left();
        for (qsizetype begin = 0; begin < text.size();) {
            const bool isTyped = places.contains(QVariant(static_cast<int>(begin)));
            qsizetype end = begin + 1;
            while (end < text.size() && places.contains(QVariant(static_cast<int>(end))) == isTyped)
                ++end;
            const QString run = text.mid(begin, end - begin);
            painter.setFont(isTyped ? style.strong : style.body);
            painter.setPen(isTyped ? style.theme.accent : style.theme.text);
            painter.drawText(QRect(left, row.top(), row.right() - left + 1, row.height()),
                             Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, run);
            left += painter.fontMetrics().horizontalAdvance(run);
            begin = end;
        }
    }
};

// Of "Rank › Head sizes" as good as of "Head sizes" alone, so that a page is found by its own name.
std::optional<FuzzyMatch> matchOf(const QString &pattern, const QString &text)
{
    std::optional<FuzzyMatch> whole = fuzzyMatch(pattern, text);
    const qsizetype last = text.lastIndexOf(u'›') + 2;
    std::optional<FuzzyMatch> own = last > 1 ? fuzzyMatch(pattern, text.mid(last)) : std::nullopt;
    if (!own || (whole && whole->score >= own->score))
        return whole;
    for (int &place : own->places)
        place += static_cast<int>(last);
    return own;
}

}  // namespace

CommandPalette::CommandPalette(QWidget &window) : QFrame(&window), m_window(window)
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    setRole(*this, Role::Palette);
    setAutoFillBackground(true);
    createWidgets();
    hide();
    window.installEventFilter(this);
}

void CommandPalette::createWidgets()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 8);
    column->setSpacing(6);
    m_input = new QLineEdit;
    m_input->setObjectName(QStringLiteral("paletteInput"));
    m_input->setAccessibleName(tr("Search for a command"));
    m_input->installEventFilter(this);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_nothing = plainLabel(tr("Nothing found"));
    m_nothing->setObjectName(QStringLiteral("paletteNothing"));
    setRole(*m_nothing, Role::Note);
    auto *keys = plainLabel(tr("↑ ↓ choose · Enter do it · Esc close"));
    setRole(*keys, Role::Note);
    column->addWidget(m_input);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing);
    column->addWidget(keys);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &CommandPalette::readOut);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::act);
}

void CommandPalette::open(std::vector<PaletteEntry> entries, const QString &prompt)
{
    m_entries = std::move(entries);
    if (!isVisible())
        m_focusBefore = m_window.focusWidget();
    m_input->setPlaceholderText(prompt);
    m_input->clear();
    search();
    placeOver();
    show();
    raise();
    m_input->setFocus(Qt::ShortcutFocusReason);
}

std::vector<CommandPalette::Found> CommandPalette::found(const QString &pattern) const
{
    std::vector<Found> found;
    for (std::size_t entry = 0; entry < m_entries.size(); ++entry) {
        if (auto match = matchOf(pattern, m_entries[entry].text))
            found.push_back({entry, *std::move(match)});
    }
    std::ranges::stable_sort(found, std::ranges::greater(), [](const Found &one) { return one.match.score; });
    if (found.size() > mostFound)
        found.resize(mostFound);
    return found;
}

void CommandPalette::search()
{
    m_list->clear();
    for (const Found &one : found(m_input->text())) {
        const PaletteEntry &entry = m_entries[one.entry];
        auto *item = new QListWidgetItem(entry.text, m_list);
        item->setData(entryRole, QVariant::fromValue(one.entry));
        item->setData(detailRole, entry.detail);
        QList<QVariant> places;
        std::ranges::transform(one.match.places, std::back_inserter(places), [](int place) { return QVariant(place); });
        item->setData(placesRole, places);
        item->setData(Qt::AccessibleTextRole,
                      entry.detail.isEmpty() ? entry.text : entry.text + QStringLiteral(", ") + entry.detail);
    }
    m_list->setVisible(m_list->count() > 0);
    m_nothing->setVisible(m_list->count() == 0);
    m_list->setCurrentRow(0);
}

void CommandPalette::placeOver()
{
    const int width = std::min(widest, m_window.width() - 2 * margin);
    const int height = std::min(highest, m_window.height() - fromTop - margin);
    setGeometry((m_window.width() - width) / 2, fromTop, width, height);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window) {
        if (event->type() == QEvent::Resize && isVisible())
            placeOver();
        return false;
    }
    switch (event->type()) {
    case QEvent::ShortcutOverride:  // Esc and the arrows are the palette's before they are the window's
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
            event->accept();
        return false;
    case QEvent::KeyPress: return handleKey(static_cast<QKeyEvent *>(event)->key());
    case QEvent::FocusOut: {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (isVisible() && reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            hide();
        return false;
    }
    default: return false;
    }
}

bool CommandPalette::handleKey(int key)
{
    const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
    switch (key) {
    case Qt::Key_Escape: dismiss(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: act(); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_PageUp: step(-page); return true;
    case Qt::Key_PageDown: step(page); return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true;  // there is nowhere else to go
    default: return false;
    }
}

// One row goes on at the other end, a page stops there.
void CommandPalette::step(int rows)
{
    const int count = m_list->count();
    if (count == 0)
        return;
    const int wanted = m_list->currentRow() + rows;
    m_list->setCurrentRow(std::abs(rows) == 1 ? (wanted + count) % count : std::clamp(wanted, 0, count - 1));
}

void CommandPalette::act()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const std::function<void()> chosen = m_entries[item->data(entryRole).value<std::size_t>()].act;
    dismiss();
    chosen();
}

void CommandPalette::dismiss()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    else
        m_window.setFocus(Qt::OtherFocusReason);
}

// The focus stays in the line, so that it tells what is chosen below it.
void CommandPalette::readOut()
{
    const QListWidgetItem *item = m_list->currentItem();
    m_input->setAccessibleDescription(item ? item->data(Qt::AccessibleTextRole).toString() : m_nothing->text());
}

}  // namespace ui
