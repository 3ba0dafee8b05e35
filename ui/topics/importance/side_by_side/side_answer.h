#pragma once

#include "core/workbench/pinned_prediction.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace ui {

class ProbabilityBar;

// One side's answer in a row: what answers, and a bar for each of its likeliest outputs.
class SideAnswer : public QWidget
{
    Q_OBJECT

public:
    // The name is the beginning of the object names.
    explicit SideAnswer(const QString &name, QWidget *parent = nullptr);

    void setAnswerer(const QString &name);
    QString answerer() const;

    // With the change from the outputs of `reference` that have the same labels and quantity; null: without.
    void setPrediction(const core::PinnedPrediction &prediction, const core::PinnedPrediction *reference);

private:
    QLabel *m_answerer = nullptr;
    std::vector<ProbabilityBar *> m_bars;
};

}  // namespace ui
