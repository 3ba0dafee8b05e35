#pragma once

#include "core/figure/masks/mask_figures.h"

#include <QAbstractButton>

#include <optional>

namespace ui {

// A kind of mask as a small picture with its name and sparsity. Checked while it is part of the mask.
class MaskTileButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit MaskTileButton(QWidget *parent = nullptr);

    void setTile(core::MaskTile tile);
    double roomForPicture() const;     // how large its picture can be at this width
    void setPictureSide(double side);  // as far as there is room; the largest unless told

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    // With Ctrl: added to the others, or taken from them.
    void chosen(bool isAdded);

protected:
    void nextCheckState() override {}  // follows the options
    bool event(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    core::MaskTile m_tile;
    std::optional<double> m_pictureSide;
};

}  // namespace ui
