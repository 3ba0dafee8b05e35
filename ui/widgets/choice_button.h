#pragma once

#include <QToolButton>

class QActionGroup;

namespace ui {

// Quiet text with a small arrow that opens a menu of choices; the text is the choice made.
class ChoiceButton : public QToolButton
{
    Q_OBJECT

public:
    // `what` names the choice for those who do not see its place: "importance measure".
    explicit ChoiceButton(const QString &what, QWidget *parent = nullptr);

    void addChoice(const QString &text, const QString &toolTip, const QVariant &value);
    // Whether the menu lists the choice.
    void setOffered(const QVariant &value, bool isOffered);
    void setCurrent(const QVariant &value);

signals:
    // By the user, never by setCurrent.
    void chosen(const QVariant &value);

private:
    QString m_what;
    QActionGroup *m_choices;
};

}  // namespace ui
