#pragma once

#include "ui/session/ablation_means.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

class NamedSlider;
class ChoiceMenu;

// How and where the chosen mask acts, as quiet menus in a row.
class MaskChoices : public QWidget
{
    Q_OBJECT

public:
    MaskChoices(const ViewSources &sources, Messages &messages, QWidget *parent = nullptr);

private:
    ChoiceMenu *addMenu(const char *objectName, const QString &purpose, const QStringList &choices,
                        void (*set)(core::MaskState &options, int choice));
    void chooseOutput(int choice);
    void setMeans(const core::GatheredMeans &means);
    void gatherAgain();
    QString meansText() const;
    void refresh();

    ViewSources m_sources;
    QHBoxLayout *m_row = nullptr;
    ChoiceMenu *m_heads = nullptr;
    ChoiceMenu *m_mode = nullptr;
    ChoiceMenu *m_combination = nullptr;
    ChoiceMenu *m_pairs = nullptr;
    ChoiceMenu *m_ablated = nullptr;
    ChoiceMenu *m_output = nullptr;
    AblationMeans m_means;
    std::filesystem::path m_missedTexts;  // whose means could not be gathered again
};

// The numbers of the chosen mask, and what is wrong with it.
class MaskNumbers : public QWidget
{
    Q_OBJECT

public:
    explicit MaskNumbers(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void createNumbers();
    void setNumber(std::size_t parameter, int place);
    void setStrength(int percent);
    void rollAgain();
    void refresh();
    void refreshNumbers();

    ViewSources m_sources;
    std::vector<NamedSlider *> m_numbers;
    NamedSlider *m_strength = nullptr;
    QToolButton *m_roll = nullptr;
    QLabel *m_note = nullptr;
};

}  // namespace ui
