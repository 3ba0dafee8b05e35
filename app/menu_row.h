#pragma once

#include <QFrame>

class QGridLayout;
class QMenuBar;

namespace app {

// The menus of the window and, at their right, the controls of tokens; below them where a menu would have to go for them. No corner of the
// menu bar, whose widgets screen readers do not find.
class MenuRow : public QFrame
{
    Q_OBJECT

public:
    // Takes the controls.
    explicit MenuRow(QWidget *controls, QWidget *parent = nullptr);

    QMenuBar &menus() const { return *m_menus; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void place();

    QGridLayout *m_grid = nullptr;
    QMenuBar *m_menus = nullptr;
    QWidget *m_controls = nullptr;
    bool m_isBeside = true;
};

}  // namespace app
