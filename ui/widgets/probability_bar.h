#pragma once

#include <QString>
#include <QWidget>

#include <optional>

namespace ui {

// One output of a head as it is shown.
struct ShownOutput {
    QString label;
    QString quantity;  // what its number is: "probability", "value"
    double number = 0;
    bool isProbability = true;   // a share of 1, which a bar is drawn for
    QString referenceName = {};  // empty: a pinned reference

    bool operator==(const ShownOutput &) const = default;
};

// A control that fits what it says to its width, so no core::BarFigure: its bar is a track with a frame and a class's color.
// One output: its name, its number, a bar of a probability, and the change from a reference with a mark where that was.
class ProbabilityBar : public QWidget
{
    Q_OBJECT

public:
    explicit ProbabilityBar(QWidget *parent = nullptr);

    void setOutput(const ShownOutput &output, std::optional<double> reference);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintTexts(QPainter &painter) const;
    void paintBar(QPainter &painter) const;

    ShownOutput m_output;
    std::optional<double> m_reference;
};

}  // namespace ui
