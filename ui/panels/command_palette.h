#pragma once

#include "ui/widgets/fuzzy_match.h"

#include <QFrame>
#include <QPointer>
#include <QString>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace ui {

// One thing that can be done or gone to by typing a few of its letters.
struct PaletteEntry {
    QString text;    // what is searched: "Save Session As…", "L7 H3"
    QString detail;  // where it is and its key, muted: "File · Ctrl+S"
    std::function<void()> act;
};

// A line to type into over a list that it narrows down, above the rest of a window. Up and Down choose, Enter does it, Esc or a click
// elsewhere lets it be; the focus goes back to where it was.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget &window);

    // `prompt` says what can be typed.
    void open(std::vector<PaletteEntry> entries, const QString &prompt);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Found {
        std::size_t entry = 0;
        FuzzyMatch match;
    };

    void createWidgets();
    std::vector<Found> found(const QString &pattern) const;
    void search();
    void placeOver();
    void step(int rows);
    bool handleKey(int key);
    void act();
    void dismiss();
    void readOut();

    QWidget &m_window;
    std::vector<PaletteEntry> m_entries;
    QPointer<QWidget> m_focusBefore;
    QLineEdit *m_input = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_nothing = nullptr;
};

}  // namespace ui
