#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/workspaces.h"
#include "tests/support/painted_texts.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/theme/application_theme.h"
#include "ui/topics/masks/mask/mask_tile_button.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

using namespace ui;

namespace {

constexpr const char *sentence =
    "unfortunately , the 1,234 unforgettable performances never quite reached the 25 lovely minutes of the first film .";

// What a small window may not do: cut a number, whatever is shown.
class SmallWindow
{
public:
    explicit SmallWindow(QSize size) : m_window({.analyzer = app::engineAnalyzer()})
    {
        m_window.resize(size);
        m_window.show();
    }

    bool open(const std::string &model)
    {
        m_window.start(std::string(ATTNSCOPE_MODELS) + '/' + model, QString::fromUtf8(sentence));
        if (!settles())
            return false;
        m_window.selection().lock(core::TokenPosition{1}, core::TokenPosition{3});
        m_window.findChild<QToolButton *>(QStringLiteral("pinPrediction"))->click();
        return true;
    }

    // Opens every workspace and every tab in it.
    QStringList faultsOfEveryPage()
    {
        QSet<QString> faults;
        for (int workspace = 0; workspace < static_cast<int>(app::workspaces().size()); ++workspace) {
            m_window.showWorkspace(workspace);
            add(faults);
            chooseMask();
            QSet<TextTab *> seen;
            while (TextTab *tab = innermostUnseenTab(seen)) {
                seen.insert(tab);
                QTest::mouseClick(tab, Qt::LeftButton);
                evaluate();
                add(faults);
            }
        }
        QStringList sorted = faults.values();
        sorted.sort();
        return sorted;
    }

private:
    bool settles()
    {
        const bool isAnswered = QTest::qWaitFor([this] { return m_window.session().isUpToDate(); }, 60'000);
        for (int round = 0; round < 6; ++round)  // layouts follow each other
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

    // Over a file of a few texts, where the page for it is open.
    void evaluate()
    {
        auto *page = m_window.findChild<QWidget *>(QStringLiteral("evaluationPage"));
        if (!page || !page->isVisible() || m_hasEvaluated)
            return;
        m_hasEvaluated = true;
        QVERIFY(m_texts.open());
        m_texts.write("a lovely film\t1\na film of 1,234 minutes\t0\nbad\t0\nhow good it is\t1\n");
        m_texts.close();
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(m_texts.fileName())});
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(page, &drop);
        const auto *run = m_window.findChild<QPushButton *>(QStringLiteral("evaluationRun"));
        QTRY_COMPARE_WITH_TIMEOUT(run->text(), QStringLiteral("Run"), 60'000);
    }

    void add(QSet<QString> &faults)
    {
        QVERIFY(settles());
        for (const QString &fault : support::cutNumbers(m_window))
            faults.insert(fault);
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
    QTemporaryFile m_texts;
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

    void noNumberIsCut_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QSize>("size");
        for (const char *model : {"lama-sst2", "wiki-32x4", "linformer-sst2", "compact-bert-sst2"}) {
            QTest::addRow("%s, small", model) << QString::fromLatin1(model) << QSize(1024, 700);
            QTest::addRow("%s, smallest", model) << QString::fromLatin1(model) << QSize(800, 480);
        }
    }

    void noNumberIsCut()
    {
        QFETCH(QString, model);
        QFETCH(QSize, size);
        SmallWindow window(size);
        QVERIFY(window.open(model.toStdString()));
        const QStringList faults = window.faultsOfEveryPage();
        QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
    }

private:
    std::unique_ptr<ApplicationTheme> m_theme;
};

ATTNSCOPE_TEST(TestSmallWindow, QApplication)
#include "tst_small_window.moc"
