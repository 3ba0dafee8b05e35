#pragma once

#include <QLabel>

namespace ui {

// Plain text that breaks its lines, at least as tall as they are. A plain QLabel asks for that through its height for width, which
// grids, splitters and scroll areas do not pass on, so that in a small window other widgets lie on its last lines.
class WrappedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget *parent = nullptr);

    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override { return {QLabel::sizeHint().width(), heightForWidth(width())}; }
    QSize minimumSizeHint() const override { return {QLabel::minimumSizeHint().width(), heightForWidth(width())}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
};

QLabel *wrappedLabel(const QString &text = {}, QWidget *parent = nullptr);

}  // namespace ui
