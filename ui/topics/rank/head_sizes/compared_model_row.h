#pragma once

#include "core/figure/values/curve_figure.h"

#include <QAbstractButton>

namespace ui {

// What a row says of one open model.
struct ComparedModelFacts {
    QString name;
    QString sizes;    // "8 × 16, d 128"
    QString median;   // of the measure
    QString trained;  // "loss 5.09"
    core::PointMarker marker = core::PointMarker::Circle;

    bool operator==(const ComparedModelFacts &) const = default;
};

// One open model that may take part in a comparison: a tick, its marker, its name with its number at the right, its sizes and its training below.
class ComparedModelRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ComparedModelRow(QWidget *parent = nullptr);

    void setFacts(const ComparedModelFacts &facts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    ComparedModelFacts m_facts;
};

}  // namespace ui
