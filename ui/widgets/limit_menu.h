#pragma once

#include "ui/widgets/choice_menu.h"

#include <span>
#include <vector>

namespace ui {

// How many texts of a file: all, or the first so many. A number that is not among the usual ones, as a session may have it, is offered too.
class LimitMenu : public ChoiceMenu
{
    Q_OBJECT

public:
    // `texts` is what they are called: "sentences". 0 among the limits stands for all.
    LimitMenu(const QString &texts, std::span<const std::size_t> usual, QWidget *parent = nullptr);

    void setLimit(std::size_t limit);

signals:
    void limitChosen(std::size_t limit);

private:
    void offer(std::vector<std::size_t> limits);

    QString m_texts;
    std::vector<std::size_t> m_usual;
    std::vector<std::size_t> m_offered;
};

}  // namespace ui
