#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/workspaces.h"
#include "tests/support/painted_texts.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/theme/application_theme.h"
#include "ui/topics/masks/evaluation/evaluation_page.h"
#include "ui/topics/masks/mask/mask_tile_button.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

#include <functional>

using namespace ui;

namespace {

constexpr const char *sentence =
    "unfortunately , the 1,234 unforgettable performances never quite reached the 25 lovely minutes of the first film .";

// What a small window may not do, whatever is shown: cut a number or a caption, or hide a part of a page at its side.
class SmallWindow
{
public:
    explicit SmallWindow(QSize size) : m_window({.analyzer = app::engineAnalyzer()})
    {
        m_window.resize(size);
        m_window.show();
    }

    bool open(const std::string &model, const QString &text = QString::fromUtf8(sentence))
    {
        m_window.start(std::string(ATTNSCOPE_MODELS) + '/' + model, text);
        if (!settles())
            return false;
        m_window.selection().lock(core::TokenPosition{1}, core::TokenPosition{3});
        m_window.findChild<QToolButton *>(QStringLiteral("pinPrediction"))->click();
        return true;
    }

    bool showsModels() const { return m_window.findChild<QWidget *>(QStringLiteral("modelsPanel"))->isVisible(); }

    // What is drawn only where it is asked for: random baselines, the truncated pass, and of a sentence its erasure.
    void showEverything()
    {
        m_window.workbench().change([](core::WorkbenchState &state) {
            if (state.text == sentence)
                state.display.importance = core::ImportanceMeasure::Erasure;
            core::SpectrumOptions &spectrum = state.rank.spectrum;
            spectrum.showsShuffled = spectrum.showsDrawn = spectrum.showsPermuted = true;
            state.rank.truncated = core::TruncatedHeads::All;
        });
    }

    QStringList cutTextsOfEveryPage()
    {
        return faultsOfEveryPage([this] { return support::cutTexts(m_window); });
    }

    QStringList sidewaysScrollsOfEveryPage()
    {
        return faultsOfEveryPage([this] { return sidewaysScrolls(); });
    }

private:
    using Faults = std::function<QStringList()>;

    // Opens every workspace and every tab in it.
    QStringList faultsOfEveryPage(const Faults &faults)
    {
        QSet<QString> found;
        const auto look = [&] {
            QVERIFY(settles());
            for (const QString &fault : faults())
                found.insert(fault);
        };
        for (int workspace = 0; workspace < static_cast<int>(app::workspaces().size()); ++workspace) {
            m_window.showWorkspace(workspace);
            look();
            chooseMask();
            QSet<TextTab *> seen;
            while (TextTab *tab = innermostUnseenTab(seen)) {
                seen.insert(tab);
                QTest::mouseClick(tab, Qt::LeftButton);
                evaluate(look);
                look();
            }
        }
        QStringList sorted = found.values();
        sorted.sort();
        return sorted;
    }

    QStringList sidewaysScrolls() const
    {
        QStringList scrolls;
        for (const QScrollArea *area : m_window.findChildren<QScrollArea *>()) {
            const int hidden = area->horizontalScrollBar()->maximum();
            if (area->isVisible() && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff && hidden > 0)
                scrolls
                    << QStringLiteral("%1 pixels of %2 on %3").arg(hidden).arg(area->widget()->objectName(), shownPage());
        }
        return scrolls;
    }

    QString shownPage() const
    {
        QStringList names;
        for (const TextTab *tab : m_window.findChildren<TextTab *>()) {
            if (tab->isVisible() && tab->isChecked())
                names << tab->objectName();
        }
        return names.join(QLatin1Char('/'));
    }

    bool settles()
    {
        const bool isAnswered = QTest::qWaitFor([this] { return m_window.session().isUpToDate(); }, 60'000);
        for (int round = 0; round < 30; ++round)  // layouts follow each other
            QApplication::processEvents();
        return isAnswered;
    }

    void chooseMask()
    {
        for (auto *tile : m_window.findChildren<MaskTileButton *>()) {
            if (tile->objectName() == QStringLiteral("mask:band") && tile->isVisible() && tile->isEnabled() &&
                !tile->isChecked())
                QTest::mouseClick(tile, Qt::LeftButton);
        }
    }

    // Over a file of a few texts, with the chosen mask and with a mask for every head, where the page for it is open.
    void evaluate(const std::function<void()> &look)
    {
        auto *page = m_window.findChild<EvaluationPage *>();
        if (!page || !page->isVisible() || m_hasEvaluated)
            return;
        m_hasEvaluated = true;
        QTemporaryFile texts;
        QVERIFY(texts.open());
        texts.write("a lovely film\t1\na film of 1,234 minutes\t0\nbad\t0\nhow good it is\t1\n");
        texts.close();
        for (const char *sweep : {"", "heads"}) {
            page->evaluation().setSweep(sweep);
            page->evaluation().runOver(texts.fileName().toStdString());
            QTRY_VERIFY_WITH_TIMEOUT(page->evaluation().state() != FileRun::State::Running, 60'000);
            look();
        }
    }

    // The ones in a page are gone once another page is open, so they come before those of the page.
    TextTab *innermostUnseenTab(const QSet<TextTab *> &seen) const
    {
        TextTab *innermost = nullptr;
        int depth = -1;
        for (TextTab *tab : m_window.findChildren<TextTab *>()) {
            int tabDepth = 0;
            for (const QWidget *each = tab; each; each = each->parentWidget())
                ++tabDepth;
            if (tab->isVisible() && !seen.contains(tab) && tabDepth > depth) {
                innermost = tab;
                depth = tabDepth;
            }
        }
        return innermost;
    }

    app::MainWindow m_window;
    bool m_hasEvaluated = false;
};

}  // namespace

class TestSmallWindow : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        scripted::prepareGuiTest();
        m_theme = std::make_unique<ApplicationTheme>(*qApp, ThemeChoice::Light);
    }
    void cleanup() { m_theme.reset(); }

    void noTextIsCut_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QSize>("size");
        const auto rows = [](const char *model, const char *kind, const QString &text) {
            QTest::addRow("%s, %s, small", model, kind) << QString::fromLatin1(model) << text << QSize(1024, 700);
            QTest::addRow("%s, %s, smallest", model, kind) << QString::fromLatin1(model) << text << QSize(800, 480);
        };
        const QString once = QString::fromUtf8(sentence);
        for (const char *model : {"lama-sst2", "wiki-32x4", "linformer-sst2", "compact-bert-sst2"})
            rows(model, "a sentence", once);
        // Cells share pixels, which a line below the colors says.
        for (const char *model : {"lama-imdb", "wiki-1x64"})
            rows(model, "a long text", (once + QLatin1Char(' ')).repeated(40));
    }

    void noTextIsCut()
    {
        QFETCH(QString, model);
        QFETCH(QString, text);
        QFETCH(QSize, size);
        SmallWindow window(size);
        QVERIFY(window.open(model.toStdString(), text));
        QStringList faults = window.cutTextsOfEveryPage();
        window.showEverything();
        faults += window.cutTextsOfEveryPage();
        QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
    }

    void noPageScrollsSideways_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("showsModels");
        for (const char *model : {"lama-sst2", "compact-bert-sst2", "linformer-sst2", "pairwise-sst2", "structured-sst2"}) {
            QTest::addRow("%s, small", model) << QString::fromLatin1(model) << QSize(1024, 700) << false;
            QTest::addRow("%s, with models", model) << QString::fromLatin1(model) << QSize(1180, 700) << true;
        }
    }

    void noPageScrollsSideways()
    {
        QFETCH(QString, model);
        QFETCH(QSize, size);
        SmallWindow window(size);
        QVERIFY(window.open(model.toStdString()));
        QTEST(window.showsModels(), "showsModels");
        const QStringList scrolls = window.sidewaysScrollsOfEveryPage();
        QVERIFY2(scrolls.isEmpty(), qPrintable(QLatin1Char('\n') + scrolls.join(QLatin1Char('\n'))));
    }

private:
    std::unique_ptr<ApplicationTheme> m_theme;
};

ATTNSCOPE_TEST(TestSmallWindow, QApplication)
#include "tst_small_window.moc"
