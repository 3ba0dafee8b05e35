#pragma once

#include "core/figure/values/bar_figure.h"

#include <QStringList>
#include <QWidget>

namespace ui {

// One selected cell in words and, where the products per dimension are known, as a row of bars.
class CellDetail : public QWidget
{
    Q_OBJECT

public:
    struct Content {
        QString title;
        QStringList lines;
        core::BarFigure contributions;  // as contributionBars() makes them

        bool operator==(const Content &) const = default;
    };

    explicit CellDetail(QWidget *parent = nullptr);

    void setContent(const Content &content);
    const Content &content() const { return m_content; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Content m_content;
};

}  // namespace ui
