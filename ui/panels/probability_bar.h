#pragma once

#include <QWidget>

#include <optional>

namespace ui {

// One class: its name, its probability as a number and as a bar, and a mark where the reference was.
class ProbabilityBar : public QWidget
{
    Q_OBJECT

public:
    explicit ProbabilityBar(QWidget *parent = nullptr);

    void setProbability(const QString &label, double probability, std::optional<double> reference);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintTexts(QPainter &painter) const;
    void paintBar(QPainter &painter) const;

    QString m_label;
    double m_probability = 0;
    std::optional<double> m_reference;
};

}  // namespace ui
