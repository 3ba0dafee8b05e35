#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/session/mask_evaluation.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace ui {

class Card;
class CurvePlot;

// The Masks workspace's page that judges a labeled file: what the mask, or every mask of a sweep, costs beside random controls of
// equal sparsity, and which predictions it changes.
class EvaluationPage : public QWidget
{
    Q_OBJECT

public:
    explicit EvaluationPage(const ViewSources &sources, QWidget *parent = nullptr);

    MaskEvaluation &evaluation() { return m_evaluation; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct CurveCard {
        Card *card = nullptr;
        CurvePlot *plot = nullptr;
    };

    Card *createFileCard();
    QWidget *createCurves();
    static CurveCard createCurve(const char *objectName, const QString &name);
    Card *createTablesCard();
    Card *createAbsence();
    QString absenceText() const;
    QTableWidget *createLines();
    QTableWidget *createChanged();
    QTableWidget *createTable(const char *objectName, const QString &name, const QStringList &columns,
                              const QList<bool> &areNumbers);
    void refresh();
    static void show(const CurveCard &curve, core::CurveFigure figure);
    void showCurves();
    void showLines();
    void fitNames();
    void showChanged();
    void showText(int row);

    ViewSources m_sources;
    MaskEvaluation m_evaluation;
    QTableWidget *m_lines = nullptr;
    std::optional<int> m_fittedWidth;  // of the names, as the page last set it; another one was dragged by the reader
    QTableWidget *m_changed = nullptr;
    Card *m_tables = nullptr;
    Card *m_absenceCard = nullptr;  // in place of the tables
    QLabel *m_absence = nullptr;
    QWidget *m_curves = nullptr;
    CurveCard m_left;   // of a single mask: the difference in accuracy; of a sweep: accuracy over its parameter
    CurveCard m_right;  // the difference in loss; accuracy over the share of removed pairs
};

}  // namespace ui
