#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QApplication;

namespace ui {

enum class ThemeChoice { System, Light, Dark };

// Dresses the application: style, font, palette and style sheet. Follows the desktop while the choice is System.
class ApplicationTheme : public QObject
{
    Q_OBJECT

public:
    explicit ApplicationTheme(QApplication &application, ThemeChoice choice = ThemeChoice::System);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readDesktop();
    void apply();

    QApplication &m_application;
    ThemeChoice m_choice;
    bool m_desktopIsDark = false;
    bool m_isApplying = false;
};

}  // namespace ui
