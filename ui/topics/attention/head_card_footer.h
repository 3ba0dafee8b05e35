#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <optional>

class QStackedWidget;

namespace ui {

class TextTab;

// Below the selected head's map, where its columns are tokens: how far it looks, and for symmetric scores where its attention
// settles. Hidden for the other maps.
class HeadCardFooter : public QWidget
{
    Q_OBJECT

public:
    explicit HeadCardFooter(const ViewSources &sources, QWidget *parent = nullptr);

    // Whether the shown model's columns are tokens.
    bool hasPicture() const;

private:
    struct Page {
        core::FooterPicture picture = core::FooterPicture::OffsetProfile;
        TextTab *tab = nullptr;
        QWidget *content = nullptr;
    };

    TextTab *createTab(const QString &objectName, const QString &title, const QString &explanation);
    void addPage(core::FooterPicture picture, TextTab *tab, QWidget *content);
    core::FooterPicture shownPicture() const;
    std::optional<core::FigurePanel> shownPanel() const;
    bool isAvailable(core::FooterPicture picture) const;
    void showSnapshot();
    void showOptions();

    ViewSources m_sources;
    QStackedWidget *m_stack = nullptr;
    std::vector<Page> m_pages;
};

}  // namespace ui
