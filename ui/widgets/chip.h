#pragma once

#include <QFrame>
#include <QString>

#include <optional>

class QAction;
class QToolButton;

namespace ui {

// A choice or a run in a few words: a button that goes to it and one that takes it away. Del takes it away as well; the menu of its
// right button has both and copies its code, where it has one.
class Chip : public QFrame
{
    Q_OBJECT

public:
    struct Content {
        QString text;
        QString toolTip;
        QString goText;               // what the button does: "Show the mask"
        QString clearText;            // what the other one does: "Remove the mask"
        QString code;                 // to be copied; empty: none
        QString copyText;             // what that is called: "Copy Mask Code"
        bool isOff = false;           // does not count
        std::optional<double> share;  // done of what it tells of, 0 ... 1
    };

    explicit Chip(const QString &objectName, QWidget *parent = nullptr);

    void setContent(const Content &content);
    const Content &content() const { return m_content; }
    // To go to it, to copy its code where there is one, to take it away.
    QList<QAction *> choices() const;

signals:
    void chosen();
    void cleared();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QAction *addChoice(const QString &name);

    Content m_content;
    QToolButton *m_button = nullptr;
    QToolButton *m_clear = nullptr;
    QAction *m_go = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_remove = nullptr;
};

}  // namespace ui
