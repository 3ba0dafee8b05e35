#include "ui/views/figure_menu.h"

#include "ui/export/figure_formats.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/views/view_sources.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QPainter>

namespace ui {
namespace {

constexpr QSize menuButtonSize{14, 24};
constexpr int topOfMenuButton = 32;  // below the "?" of the card

QString formatName(std::string_view format)
{
    return format == "tex" ? FigureMenu::tr("TeX (pgfplots)") : qtText(std::string(format)).toUpper();
}

// The chosen format's first.
QString fileTypes(const QString &format)
{
    QStringList types;
    for (const std::string_view each : figureFormats()) {
        const QString type = QStringLiteral("%1 (*.%2)").arg(formatName(each), qtText(std::string(each)));
        format == qtText(std::string(each)) ? types.prepend(type) : types.append(type);
    }
    return types.join(QStringLiteral(";;"));
}

}  // namespace

FigureMenu::FigureMenu(FigureDesk &desk, FigureOf figureOf, QWidget &card)
    : QAbstractButton(&card), m_desk(desk), m_figureOf(std::move(figureOf)), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("figureMenu"));
    setAccessibleName(tr("Copy or save this picture"));
    setToolTip(plainToolTip(tr("Copy, save, add to the figure")));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(menuButtonSize);
    createMenu();
    card.installEventFilter(this);
    connect(this, &QAbstractButton::clicked, this, [this] { m_menu->popup(mapToGlobal(rect().bottomLeft())); });
    connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
    place();
}

void FigureMenu::createMenu()
{
    addCopy(tr("Copy Image"), CopyForm::Image)->setShortcut(QKeySequence::Copy);
    addCopy(tr("Copy Values (TSV)"), CopyForm::Values);
    addCopy(tr("Copy as LaTeX"), CopyForm::Latex);
    addCopy(tr("Copy Command Line"), CopyForm::CommandLine);
    m_menu->addSeparator();
    QAction *saving = m_menu->addAction(tr("Save Figure…"));
    saving->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(saving, &QAction::triggered, this, [this] { save(m_desk.habits().format); });
    QMenu *formats = m_menu->addMenu(tr("Save As"));
    for (const std::string_view format : figureFormats()) {
        const QString ending = qtText(std::string(format));
        connect(formats->addAction(formatName(format) + QStringLiteral("…")), &QAction::triggered, this,
                [this, ending] { save(ending); });
    }
    for (QAction *action : m_menu->actions()) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        if (!action->shortcut().isEmpty())
            parentWidget()->addAction(action);
    }
}

QAction *FigureMenu::addCopy(const QString &text, CopyForm form)
{
    QAction *action = m_menu->addAction(text);
    connect(action, &QAction::triggered, this, [this, form] { copy(form); });
    return action;
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

// The dialog adds the ending of the chosen type, so that it asks before it writes over a file.
QString FigureMenu::chosenFile(const QString &proposed, const QString &format)
{
    QFileDialog dialog(this, tr("Save the figure"), QFileInfo(proposed).path(), fileTypes(format));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(format);
    dialog.selectFile(proposed);
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString &type) {
        const qsizetype dot = type.lastIndexOf(u'.');
        dialog.setDefaultSuffix(type.mid(dot + 1, type.lastIndexOf(u')') - dot - 1));
    });
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

void FigureMenu::saveAs(const core::FigureRecipe &figure, const core::FigureContent &content, const QString &format)
{
    const QString proposed = QDir(m_desk.habits().folder).filePath(proposedName(content) + u'.' + format);
    const QString chosen = chosenFile(proposed, format);
    if (chosen.isEmpty())
        return;
    const QFileInfo file(chosen);
    m_desk.setHabits({.folder = file.absolutePath(), .format = file.suffix().toLower()});
    m_desk.messages().say(saveFigure(figure, content, QFile::encodeName(file.filePath()).toStdString()));
}

void FigureMenu::offerAdding(std::function<void()> add)
{
    auto *adding = new QAction(tr("Add to Figure"), this);
    connect(adding, &QAction::triggered, this, [add = std::move(add)] { add(); });
    QAction *first = m_menu->actions().front();
    m_menu->insertAction(first, adding);
    m_menu->insertSeparator(first);
}

bool FigureMenu::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu) {
        m_menu->popup(static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    if (event->type() == QEvent::Resize)
        place();
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::eventFilter(watched, event);
}

bool FigureMenu::isShown() const
{
    const QWidget *focused = QApplication::focusWidget();
    return parentWidget()->underMouse() || (focused && parentWidget()->isAncestorOf(focused));
}

void FigureMenu::place()
{
    move(parentWidget()->width() - width() - 1, std::min(topOfMenuButton, parentWidget()->height() - height()));
    raise();
}

void FigureMenu::paintEvent(QPaintEvent *)
{
    if (!isShown())
        return;
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(underMouse() ? style.theme.accent : style.theme.mutedText);
    for (const double offset : {-4.0, 0.0, 4.0})
        painter.drawEllipse(QPointF(width() / 2.0, height() / 2.0 + offset), 1.2, 1.2);
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

void offerFigure(const ViewSources &sources, QWidget &card, const std::function<std::optional<core::FigurePanel>()> &panelOf)
{
    if (!sources.figures)
        return;
    FigureDesk &desk = *sources.figures;
    const auto figureOf = [&desk, panelOf]() -> std::optional<core::FigureRecipe> {
        const auto panel = panelOf();
        return panel ? std::optional(desk.figureOf(*panel)) : std::nullopt;
    };
    auto *menu = new FigureMenu(desk, figureOf, card);
    menu->offerAdding([&desk, panelOf] {
        if (const auto panel = panelOf())
            desk.addToPage(*panel);
        else
            desk.messages().say(FigureMenu::tr("The picture, as it is set here, cannot be made a figure."));
    });
}

}  // namespace ui
