#include "ui/topics/rank/head_sizes/compared_models_view.h"

#include "core/figure/comparison/comparison_figures.h"
#include "core/figure/values/figure_text.h"
#include "ui/topics/rank/head_sizes/compared_model_row.h"
#include "ui/widgets/number_text.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString medianText(const core::ComparisonPointer &comparison, const core::ComparisonOptions &options,
                   const core::LoadedModel &model)
{
    for (const core::ComparedModel &compared : comparison ? comparison->models : std::vector<core::ComparedModel>()) {
        if (compared.model.get() != &model)
            continue;
        if (!compared.problem.empty())
            return QObject::tr("not possible");
        const double median = core::medianOverHeads(compared, options);
        return std::isnan(median) ? QString() : QString::fromStdString(core::formatBriefly(median));
    }
    return {};
}

ComparedModelFacts factsOf(const core::LoadedModel &model, const std::string &name, const QString &median)
{
    const core::ModelConfig &config = model.config;
    const bool hasHeadSize = core::sizeAlong(core::ComparisonAxis::HeadSize, config).has_value();
    return {.name = QString::fromStdString(name),
            .sizes = hasHeadSize ? QObject::tr("%1 of %2, width %3")
                                       .arg(countedText(config.heads, "head"))
                                       .arg(config.headSize)
                                       .arg(config.hiddenSize)
                                 : QObject::tr("%1, GRU %2").arg(countedText(config.heads, "head")).arg(config.hiddenSize),
            .median = median,
            .trained = QString::fromStdString(core::trainedText(model)),
            .marker = core::splitsItsWidth(config) || !hasHeadSize ? core::PointMarker::Circle : core::PointMarker::Diamond};
}

}  // namespace

ComparedModelsView::ComparedModelsView(Workbench &workbench, const OpenModels &models, ComparisonSession &comparison,
                                       QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_models(models), m_comparison(comparison)
{
    setObjectName(QStringLiteral("comparedModels"));
    setAccessibleName(tr("Models to compare"));
    auto *rows = new QWidget;
    m_list = new QVBoxLayout(rows);
    m_list->setContentsMargins(0, 0, 4, 0);
    m_list->setSpacing(0);
    m_list->addStretch(1);
    auto *scroll = new QScrollArea;
    m_scroll = scroll;
    scroll->setWidget(rows);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    rows->setAutoFillBackground(false);  // which the scroll area switched on
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    connect(&m_comparison, &ComparisonSession::choiceChanged, this, &ComparedModelsView::refresh);
    connect(&m_comparison, &ComparisonSession::comparisonChanged, this, &ComparedModelsView::refresh);
    connect(&m_workbench, &Workbench::optionsChanged, this, &ComparedModelsView::refresh);
    refresh();
}

void ComparedModelsView::resizeRows(std::size_t count)
{
    for (; m_rows.size() > count; m_rows.pop_back())
        delete m_rows.back();
    while (m_rows.size() < count) {
        const std::size_t index = m_rows.size();
        auto *row = new ComparedModelRow;
        connect(row, &QAbstractButton::clicked, this,
                [this, index](bool isChecked) { m_comparison.setIncluded(m_models.models()[index].path, isChecked); });
        m_list->insertWidget(static_cast<int>(index), row);
        m_rows.push_back(row);
    }
}

void ComparedModelsView::refresh()
{
    const std::vector<OpenModel> &models = m_models.models();
    const std::vector<std::string> names = openNames(models);
    resizeRows(models.size());
    for (std::size_t index = 0; index < models.size(); ++index) {
        const core::LoadedModel &model = *models[index].model;
        const core::ComparisonOptions &options = m_workbench.state().rank.comparison;
        m_rows[index]->setFacts(factsOf(model, names[index], medianText(m_comparison.comparison(), options, model)));
        m_rows[index]->setObjectName(QStringLiteral("compare:") + QString::fromStdString(names[index]));
        m_rows[index]->setChecked(m_comparison.isIncluded(models[index].path));
    }
    int width = 0;
    for (const ComparedModelRow *row : m_rows)
        width = std::max(width, row->minimumSizeHint().width());
    m_scroll->setMinimumWidth(width + m_scroll->verticalScrollBar()->sizeHint().width() + 4);
}

}  // namespace ui
