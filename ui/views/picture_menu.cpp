#include "ui/views/picture_menu.h"

#include "ui/export/figure_formats.h"
#include "ui/session/written_files.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/views/figure_output.h"
#include "ui/views/view_sources.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QMenu>

#include <algorithm>

namespace ui {
namespace {

// PDF where pictures have no such format.
QString pictureFormat(const QString &format)
{
    const bool isOne = std::ranges::find(pictureFormats(), format.toStdString()) != pictureFormats().end();
    return isOne ? format : QStringLiteral("pdf");
}

QString saved(const DrawnPicture &picture, const QFileInfo &file)
{
    const std::filesystem::path path = QFile::encodeName(file.filePath()).toStdString();
    const std::string format = formatOf(path);
    if (std::ranges::find(pictureFormats(), format) == pictureFormats().end())
        return PictureMenu::tr("%1 must end in one of .pdf, .svg, .png, .csv").arg(file.filePath());
    const auto bytes = pictureBytes(picture, format);
    if (!bytes)
        return qtText(bytes.error().message);
    const auto written = writeFile(path, *bytes);
    return written ? QString() : qtText(written.error().message);
}

}  // namespace

PictureMenu::PictureMenu(FigureDesk &desk, PictureOf pictureOf, QWidget &card, MenuOwner owner)
    : CardMenu(card, owner), m_desk(desk), m_pictureOf(std::move(pictureOf))
{
    setObjectName(QStringLiteral("pictureMenu"));
    setAccessibleName(tr("Copy or save this picture"));
    setToolTip(plainToolTip(tr("Copy, save")));
    addEntry(
        tr("Copy Image"), [this] { copyImage(); }, QKeySequence::Copy);
    addEntry(tr("Copy Values (TSV)"), [this] { copyValues(); });
    menu()->addSeparator();
    addSaving(
        tr("Save Picture…"), pictureFormats(), [this] { return pictureFormat(m_desk.habits().format); },
        [this](const QString &format) { save(format); });
}

std::optional<DrawnPicture> PictureMenu::picture()
{
    std::optional<DrawnPicture> shown = m_pictureOf();
    if (!shown)
        m_desk.messages().say(tr("There is no picture here yet."));
    return shown;
}

void PictureMenu::copyImage()
{
    const auto shown = picture();
    if (shown)
        QApplication::clipboard()->setImage(QImage::fromData(pngFile(shown->sheet, dotsOfClipboard), "PNG"));
}

void PictureMenu::copyValues()
{
    if (const auto shown = picture())
        QApplication::clipboard()->setText(tabbed(shown->table));
}

void PictureMenu::save(const QString &format)
{
    const auto shown = picture();
    if (!shown)
        return;
    const QString proposed = QDir(m_desk.habits().folder).filePath(shown->name.file + u'.' + format);
    const QString chosen = chosenFile(proposed, format, pictureFormats());
    if (chosen.isEmpty())
        return;
    const QFileInfo file(chosen);
    m_desk.setHabits({.folder = file.absolutePath(), .format = file.suffix().toLower()});
    m_desk.messages().saySaved(saved(*shown, file), chosen);
}

void offerPicture(const ViewSources &sources, QWidget &card, PictureMenu::PictureOf pictureOf, MenuOwner owner)
{
    if (sources.figures)
        new PictureMenu(*sources.figures, std::move(pictureOf), card, owner);
}

}  // namespace ui
