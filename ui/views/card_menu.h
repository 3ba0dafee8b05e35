#pragma once

#include <QAbstractButton>
#include <QKeySequence>

#include <functional>
#include <span>
#include <string_view>

class QAction;
class QMenu;

namespace ui {

// Whose menu it is: a card's, or that of a part of a card which has one itself, so that the part's stands at its upper edge and has no
// keys of its own.
enum class MenuOwner { Card, Part };

// A quiet button in a card's margin with a menu, which is the card's context menu, too. Shortcuts work while the card has the focus.
class CardMenu : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CardMenu(QWidget &card, MenuOwner owner = MenuOwner::Card);

    QMenu *menu() const { return m_menu; }

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    QAction *addEntry(const QString &text, std::function<void()> act, const QKeySequence &shortcut = {});
    // "Save Figure…", as `usual`, with Ctrl+E, and one entry for each of the formats.
    void addSaving(const QString &text, std::span<const std::string_view> formats, std::function<QString()> usual,
                   const std::function<void(const QString &format)> &save);
    // Asks for the file. Empty where none is chosen.
    QString chosenFile(const QString &proposed, const QString &format, std::span<const std::string_view> formats);
    void paintEvent(QPaintEvent *event) override;

private:
    bool isShown() const;
    void place();

    QMenu *m_menu = nullptr;
    MenuOwner m_owner;
};

}  // namespace ui
