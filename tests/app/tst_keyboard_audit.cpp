#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/theme/application_theme.h"
#include "ui/theme/spoken_picture.h"
#include "ui/views/card_menu.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_tab.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace ui;

namespace {

struct Page {
    QString name;
    core::Place place;
};

std::vector<Page> allPages()
{
    std::vector<Page> pages{{QStringLiteral("attention"), {.workspace = "attention"}},
                            {QStringLiteral("texts"), {.workspace = "attention", .showsTexts = true}},
                            {QStringLiteral("figures"), {.workspace = "figures"}}};
    for (int page = 0; page <= static_cast<int>(core::RankPage::Weights); ++page)
        pages.push_back(
            {QStringLiteral("rank %1").arg(page), {.workspace = "rank", .rank = static_cast<core::RankPage>(page)}});
    for (int page = 0; page <= static_cast<int>(core::MasksPage::Evaluation); ++page)
        pages.push_back(
            {QStringLiteral("masks %1").arg(page), {.workspace = "masks", .masks = static_cast<core::MasksPage>(page)}});
    for (int page = 0; page <= static_cast<int>(core::ImportancePage::SideBySide); ++page)
        pages.push_back({QStringLiteral("importance %1").arg(page),
                         {.workspace = "importance", .importance = static_cast<core::ImportancePage>(page)}});
    return pages;
}

QString nameOf(const QWidget &widget)
{
    return QStringLiteral("%1 “%2”").arg(QLatin1String(widget.metaObject()->className()), widget.objectName());
}

// Widgets that were a window of their own for a moment, as one is that is shown before it is put into its page: it flashes, and the
// window loses the focus.
class StrayWindows : public QObject
{
public:
    explicit StrayWindows(const QWidget &window) : m_window(window) { qApp->installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (event->type() == QEvent::Show && widget && widget->isWindow() && widget != &m_window)
            m_found << nameOf(*widget);
        return false;
    }

    const QStringList &found() const { return m_found; }

private:
    const QWidget &m_window;
    QStringList m_found;
};

// The window with the engine and a bundled model, and the way of the Tab key through it.
class Tour
{
public:
    Tour() : m_window({.analyzer = app::engineAnalyzer()})
    {
        m_window.resize(1280, 800);
        m_window.show();
        QApplication::setActiveWindow(&m_window);
    }

    bool open(const std::string &model)
    {
        m_window.start(std::string(ATTNSCOPE_MODELS) + '/' + model,
                       QStringLiteral("not a very good film , but a warm one ."));
        return settles();
    }

    bool goTo(const core::Place &place)
    {
        m_window.workbench().change([&place](core::WorkbenchState &state) { state.place = place; });
        return settles();
    }

    // What the key reaches, in its order, beginning at the sentence; and of each how its place looks with the focus and without it.
    void walk()
    {
        constexpr int most = 150;
        m_reached.clear();
        m_unseen.clear();
        m_window.findChild<QWidget *>(QStringLiteral("sentenceText"))->setFocus(Qt::TabFocusReason);
        for (int step = 0; step < most; ++step) {
            QWidget *widget = QApplication::focusWidget();
            if (!widget || std::ranges::find(m_reached, widget) != m_reached.end())
                break;
            m_reached.push_back(widget);
            const QImage with = pictureOf(*widget);
            QTest::keyClick(widget, Qt::Key_Tab);
            QApplication::processEvents();
            if (widget->isVisible() && with == pictureOf(*widget))
                m_unseen << nameOf(*widget);
        }
    }

    const QStringList &unseen() const { return m_unseen; }
    const QStringList &strayWindows() const { return m_strays.found(); }

    QStringList unreached() const
    {
        QStringList names;
        for (const QWidget *widget : m_window.findChildren<QWidget *>()) {
            const bool isThere = widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus);
            if (isThere && !isReached(*widget))
                names << nameOf(*widget);
        }
        return names;
    }

    // Of what the key reaches: without a name, or a role that a screen reader can announce.
    QStringList unspoken() const
    {
        QStringList names;
        for (QWidget *widget : m_reached) {
            const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            const bool hasRole = spoken && spoken->role() != QAccessible::NoRole && spoken->role() != QAccessible::Client;
            if (!hasRole || spoken->text(QAccessible::Name).isEmpty())
                names << nameOf(*widget) + (hasRole ? QStringLiteral(" has no name") : QStringLiteral(" has no role"));
        }
        return names;
    }

private:
    bool settles()
    {
        const bool isAnswered =
            QTest::qWaitFor([this] { return m_window.session().isUpToDate() && !m_window.isGathering(); }, 60'000);
        for (int round = 0; round < 30; ++round)  // layouts follow each other
            QApplication::processEvents();
        return isAnswered;
    }

    // With the card that it is in, whose edge shows that it holds the focus.
    QImage pictureOf(const QWidget &widget)
    {
        const QWidget *shown = &widget;
        for (const QWidget *each = &widget; each; each = each->parentWidget())
            shown = qobject_cast<const Card *>(each) ? each : shown;
        const QRect place(shown->mapTo(&m_window, QPoint()), shown->size());
        return m_window.grab(place.adjusted(-4, -4, 4, 4)).toImage();
    }

    // A card's menu opens by the menu key, its help by F1; arrow keys go through the tabs of a row; what belongs to a field or an area is
    // reached with it.
    bool isReached(const QWidget &widget) const
    {
        const auto has = [this](const QWidget *each) { return std::ranges::find(m_reached, each) != m_reached.end(); };
        const auto besides = widget.parentWidget()
                                 ? widget.parentWidget()->findChildren<TextTab *>(QString(), Qt::FindDirectChildrenOnly)
                                 : QList<TextTab *>();
        const bool isInReachedRow = qobject_cast<const TextTab *>(&widget) && std::ranges::any_of(besides, has);
        const bool isPart = qobject_cast<const QLineEdit *>(widget.parentWidget()) ||
                            qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
        return has(&widget) || isInReachedRow || isPart || qobject_cast<const CardMenu *>(&widget) ||
               widget.objectName() == QLatin1String("helpButton");
    }

    app::MainWindow m_window;
    StrayWindows m_strays{m_window};
    std::vector<QWidget *> m_reached;
    QStringList m_unseen;
};

}  // namespace

class KeyboardAuditTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        scripted::prepareGuiTest();
        announcePictures();
        m_theme = std::make_unique<ApplicationTheme>(*qApp, ThemeChoice::Light);
    }
    void cleanup() { m_theme.reset(); }

    void everyControlIsReachedSeenAndSpoken_data()
    {
        QTest::addColumn<QString>("model");
        for (const char *model : {"compact-bert-sst2", "lama-sst2"})
            QTest::newRow(model) << QString::fromLatin1(model);
    }

    void everyControlIsReachedSeenAndSpoken()
    {
        QFETCH(QString, model);
        Tour tour;
        QVERIFY(tour.open(model.toStdString()));
        QStringList faults;
        const auto add = [&faults](const Page &page, const QString &what, const QStringList &widgets) {
            for (const QString &widget : widgets)
                faults << QStringLiteral("%1: %2 %3").arg(page.name, widget, what);
        };
        for (const Page &page : allPages()) {
            QVERIFY(tour.goTo(page.place));
            tour.walk();
            add(page, QStringLiteral("is not reached"), tour.unreached());
            add(page, QStringLiteral("looks the same with the focus"), tour.unseen());
            add(page, QString(), tour.unspoken());
        }
        add({}, QStringLiteral("was a window"), tour.strayWindows());
        for (const QString &fault : faults)
            qInfo("%s", qPrintable(fault));
        QCOMPARE(faults, QStringList());
    }

private:
    std::unique_ptr<ApplicationTheme> m_theme;
};

ATTNSCOPE_TEST(KeyboardAuditTest, QApplication)
#include "tst_keyboard_audit.moc"
