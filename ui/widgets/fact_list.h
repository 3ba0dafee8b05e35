#pragma once

#include "core/figure/inspector/inspector_figure.h"

#include <QWidget>

#include <vector>

namespace ui {

// Groups of short facts, a line each: the name muted at the left, the value at the right.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void setGroups(const std::vector<core::FactGroup> &groups);

    QSize sizeHint() const override { return {200, contentHeight()}; }
    QSize minimumSizeHint() const override { return {80, contentHeight()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int contentHeight() const;

    std::vector<core::FactGroup> m_groups;
};

}  // namespace ui
