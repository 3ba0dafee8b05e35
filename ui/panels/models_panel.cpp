#include "ui/panels/models_panel.h"

#include "core/figure/inspector/mechanism_facts.h"
#include "core/format/family_name.h"
#include "ui/panels/model_row.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/text_scale.h"
#include "ui/widgets/number_text.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

ModelsPanel::ModelsPanel(OpenModels &models, QWidget *parent) : QFrame(parent), m_models(models)
{
    setRole(*this, Role::Card);
    setObjectName(QStringLiteral("modelsPanel"));
    setAccessibleName(tr("Open models"));

    auto *caption = plainLabel(tr("MODELS"));
    setRole(*caption, Role::Caption);
    caption->setContentsMargins(6, 4, 0, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(caption);
    layout->addWidget(createList(), 1);
    layout->addWidget(createDropButton());

    connect(&models, &OpenModels::changed, this, &ModelsPanel::showModels);
    showModels();
}

QSize ModelsPanel::minimumSizeHint() const
{
    return QFrame::minimumSizeHint().expandedTo({scaledToText(200), 0});
}

QWidget *ModelsPanel::createList()
{
    auto *rows = new QWidget;
    m_list = new QVBoxLayout(rows);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(4);
    m_list->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidget(rows);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    rows->setAutoFillBackground(false);
    return scroll;
}

QWidget *ModelsPanel::createDropButton()
{
    auto *button = new QPushButton;
    setRole(*button, Role::DropArea);
    button->setObjectName(QStringLiteral("dropModel"));
    button->setAccessibleName(tr("Open a model folder"));
    button->setToolTip(tr("Drop a model's folder or its weights anywhere in the window, or click to choose a folder"));
    button->setMinimumWidth(60);
    connect(button, &QPushButton::clicked, this, &ModelsPanel::openRequested);
    m_openButton = button;
    breakButtonText();
    return button;
}

// In two lines where one is too long.
void ModelsPanel::breakButtonText()
{
    const QString text = tr("Drop a model folder here");
    constexpr int frame = 20;
    const bool fits = m_openButton->fontMetrics().horizontalAdvance(text) + frame <= m_openButton->width();
    m_openButton->setText(fits ? text : tr("Drop a model\nfolder here"));
}

void ModelsPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    breakButtonText();
}

void ModelsPanel::showModels()
{
    bool hadFocus = false;
    for (ModelRow *row : m_rows) {
        hadFocus = hadFocus || row->hasFocus();
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    const std::vector<std::string> names = openNames(m_models.models());
    for (const OpenModel &open : m_models.models()) {
        ModelRow *row = createRow(open, QString::fromStdString(names[m_rows.size()]));
        m_list->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.push_back(row);
        row->show();
        row->setChecked(open == m_models.primary());
        row->setClosable(m_models.models().size() > 1);
        if (hadFocus && row->isChecked())
            row->setFocus();
    }
    orderTabs();
}

// The rows come before the button, which alone is there from the beginning.
void ModelsPanel::orderTabs()
{
    QWidget *last = m_openButton;
    for (ModelRow *row : m_rows) {
        setTabOrder(last, row);
        last = row;
    }
    if (last != m_openButton)
        setTabOrder(last, m_openButton);
}

ModelRow *ModelsPanel::createRow(const OpenModel &open, const QString &name)
{
    const QStringList details = modelDetails(*open.model);
    auto *row = new ModelRow(name, details);
    row->setToolTip(plainToolTip(modelToolTip(*open.model, name)));
    row->setObjectName(QStringLiteral("model:") + name);
    connect(row, &ModelRow::clicked, this, [this, path = open.path] { m_models.open(path); });
    connect(row, &ModelRow::closeRequested, this, [this, path = open.path] { m_models.close(path); });
    return row;
}

QStringList modelDetails(const core::LoadedModel &model)
{
    const core::ModelConfig &config = model.config;
    const QString family = QString::fromStdString(core::familyName(config));
    const QString parameters = parameterText(model.parameters.total);
    if (config.type == core::ModelType::Lama)
        return {family, QStringLiteral("%1 · GRU %2 · %3")
                            .arg(countedText(config.heads, "head"))
                            .arg(config.hiddenSize)
                            .arg(parameters)};
    if (config.type == core::ModelType::StoredMaps)
        return {family, QStringLiteral("%1 × %2 · %3")
                            .arg(config.layers)
                            .arg(config.heads)
                            .arg(countedText(config.maxPositions, "token"))};
    return {QStringLiteral("%1 · %2").arg(family, parameters),
            QStringLiteral("%1 × %2 · head size %3").arg(config.layers).arg(config.heads).arg(config.headSize)};
}

QString modelToolTip(const core::LoadedModel &model, const QString &name)
{
    QStringList lines{name};
    lines << modelDetails(model);
    if (const std::string caution = core::familyCaution(model.config); !caution.empty())
        lines << QString::fromStdString(caution);
    for (const std::string &remark : model.config.remarks)
        lines << QString::fromStdString(remark);
    for (const core::Fact &fact : core::parameterFacts(model))
        lines << QString::fromStdString(fact.name + ": " + fact.value);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace ui
