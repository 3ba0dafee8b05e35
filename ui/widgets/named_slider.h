#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace ui {

// A slider between what it sets and how far it is: "head size dₚ ──●──── 5 of 12". The arrow keys move it by one.
class NamedSlider : public QWidget
{
    Q_OBJECT

public:
    explicit NamedSlider(const QString &name, QWidget *parent = nullptr);

    void setName(const QString &name);
    // Tells nobody: the place comes from what the slider shows.
    void setPlace(int lowest, int highest, int value);
    void setValueText(const QString &text);
    QSlider *slider() const { return m_slider; }

signals:
    void moved(int value);

private:
    QLabel *m_name = nullptr;
    QSlider *m_slider = nullptr;
    QLabel *m_value = nullptr;
};

}  // namespace ui
