#pragma once

#include <QAbstractButton>
#include <QStringList>

class QMenu;

namespace ui {

// Opens a menu, as quiet text with a small arrow: "effective rank ▾".
class MenuButton : public QAbstractButton
{
    Q_OBJECT

public:
    // Takes the menu.
    explicit MenuButton(QMenu *menu, QWidget *parent = nullptr);

    QMenu *menu() const { return m_menu; }
    QSize sizeHint() const override;

protected:
    // An & in it marks no key.
    void setQuietText(const QString &text);
    // What has room in the button, the shown text among it.
    virtual QStringList texts() const { return {text()}; }

    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showMenu();

    QMenu *m_menu = nullptr;
};

}  // namespace ui
