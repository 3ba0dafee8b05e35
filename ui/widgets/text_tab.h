#pragma once

#include <QAbstractButton>

namespace ui {

// One of a few exclusive words in a card's title line: "Map", "Lines".
class TextTab : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TextTab(const QString &text, QWidget *parent = nullptr);

    void setName(const QString &name);

    QSize sizeHint() const override;

protected:
    void nextCheckState() override { setChecked(true); }  // also where it is the only one
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

}  // namespace ui
