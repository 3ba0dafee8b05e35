#pragma once

#include "ui/session/open_models.h"

#include <QFrame>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace ui {

class ModelRow;

// The open models: one primary, the others a click away. Models are opened by dialog or by dropping them.
class ModelsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ModelsPanel(OpenModels &models, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    // The user wants to choose a folder.
    void openRequested();

private:
    QWidget *createList();
    QWidget *createDropButton();
    void showModels();
    void orderTabs();
    void breakButtonText();
    ModelRow *createRow(const OpenModel &open, const QString &name);

    OpenModels &m_models;
    QVBoxLayout *m_list = nullptr;
    QPushButton *m_openButton = nullptr;
    std::vector<ModelRow *> m_rows;
};

// "linformer, k = 16 · 2.1 M" and "2 × 4 · head size 32": family and parameters, then layers x heads and head size.
QStringList modelDetails(const core::LoadedModel &model);
// The same below its name, with the parameters of the attention and what they save.
QString modelToolTip(const core::LoadedModel &model, const QString &name);

}  // namespace ui
