#pragma once

#include <QScrollArea>

namespace ui {

// A page that is scrolled up and down where it is taller than its room, and never sideways: it asks for all of its width.
class PageScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageScroll(QWidget *page, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

    bool eventFilter(QObject *watched, QEvent *event) override;
};

}  // namespace ui
