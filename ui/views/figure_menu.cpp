#include "ui/views/figure_menu.h"

#include "ui/export/figure_formats.h"
#include "ui/theme/plain_text.h"
#include "ui/views/view_sources.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>

namespace ui {

FigureMenu::FigureMenu(FigureDesk &desk, FigureOf figureOf, QWidget &card, MenuOwner owner)
    : CardMenu(card, owner), m_desk(desk), m_figureOf(std::move(figureOf))
{
    setObjectName(QStringLiteral("figureMenu"));
    setAccessibleName(tr("Copy or save this picture"));
    setToolTip(plainToolTip(tr("Copy, save, add to the figure")));
    addEntry(
        tr("Copy Image"), [this] { copy(CopyForm::Image); }, QKeySequence::Copy);
    addEntry(tr("Copy Values (TSV)"), [this] { copy(CopyForm::Values); });
    addEntry(tr("Copy as LaTeX"), [this] { copy(CopyForm::Latex); });
    addEntry(tr("Copy Command Line"), [this] { copy(CopyForm::CommandLine); });
    menu()->addSeparator();
    addSaving(
        tr("Save Figure…"), figureFormats(), [this] { return m_desk.habits().format; },
        [this](const QString &format) { save(format); });
}

void FigureMenu::draw(FigureDesk::Use use)
{
    if (const auto figure = m_figureOf())
        m_desk.draw(*figure, std::move(use));
    else
        m_desk.messages().say(tr("The picture, as it is set here, cannot be made a figure."));
}

void FigureMenu::copy(CopyForm form)
{
    draw([&desk = m_desk, form](const core::FigureRecipe &figure, const core::FigureContent &content) {
        desk.messages().say(copyFigure(form, figure, content, *QApplication::clipboard()));
    });
}

void FigureMenu::save(const QString &format)
{
    draw([menu = QPointer(this), format](const core::FigureRecipe &figure, const core::FigureContent &content) {
        if (menu)
            menu->saveAs(figure, content, format);
    });
}

void FigureMenu::saveAs(const core::FigureRecipe &figure, const core::FigureContent &content, const QString &format)
{
    const QString proposed = QDir(m_desk.habits().folder).filePath(proposedName(content) + u'.' + format);
    const QString chosen = chosenFile(proposed, format, figureFormats());
    if (chosen.isEmpty())
        return;
    const QFileInfo file(chosen);
    m_desk.setHabits({.folder = file.absolutePath(), .format = file.suffix().toLower()});
    m_desk.messages().saySaved(saveFigure(figure, content, QFile::encodeName(file.filePath()).toStdString()), chosen);
}

void FigureMenu::offerAdding(std::function<void()> add)
{
    auto *adding = new QAction(tr("Add to Figure"), this);
    connect(adding, &QAction::triggered, this, [add = std::move(add)] { add(); });
    QAction *first = menu()->actions().front();
    menu()->insertAction(first, adding);
    menu()->insertSeparator(first);
}

core::FigurePanel headPanel(const ViewSources &sources, core::PanelKind kind)
{
    const core::HeadRef head = shownHead(sources);
    core::FigurePanel panel;
    panel.kind = kind;
    panel.layers = {head.layer.value};
    panel.heads = {head.head.value};
    return panel;
}

void offerFigure(const ViewSources &sources, QWidget &card, const std::function<std::optional<core::FigurePanel>()> &panelOf,
                 MenuOwner owner)
{
    if (!sources.figures)
        return;
    FigureDesk &desk = *sources.figures;
    const auto figureOf = [&desk, panelOf]() -> std::optional<core::FigureRecipe> {
        const auto panel = panelOf();
        return panel ? std::optional(desk.figureOf(*panel)) : std::nullopt;
    };
    auto *menu = new FigureMenu(desk, figureOf, card, owner);
    menu->offerAdding([&desk, panelOf] {
        if (const auto panel = panelOf())
            desk.addToPage(*panel);
        else
            desk.messages().say(FigureMenu::tr("The picture, as it is set here, cannot be made a figure."));
    });
}

}  // namespace ui
