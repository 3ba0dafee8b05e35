#include "core/workbench/session/session_file.h"

#include "core/model/mask/mask_file.h"
#include "core/workbench/session/json_writer.h"
#include "core/workbench/session/path_text.h"
#include "tests/core/workbench/full_state.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using nlohmann::json;

// Whatever a member is. In no anonymous namespace, where what is never defined is warned of.
struct AnyMember {
    template <typename Value>
    operator Value() const;
};

namespace {

// How many members an aggregate has: as many as it can be initialized with.
template <typename State, typename... Members>
consteval int memberCount()
{
    if constexpr (requires { State{Members{}..., AnyMember{}}; })
        return memberCount<State, Members..., AnyMember>();
    else
        return sizeof...(Members);
}

struct Counter {
    int fields = 0;
    template <typename Value>
    void operator()(const char *, Value &)
    {
        ++fields;
    }
};

template <typename State>
int fieldCount()
{
    Counter counter;
    const State state{};
    visitFields(counter, state);
    return counter.fields;
}

void collectLeaves(const json &value, const std::string &place, std::map<std::string, json> &leaves)
{
    if (!value.is_object()) {
        leaves[place] = value;
        return;
    }
    for (const auto &[name, part] : value.items())
        collectLeaves(part, place + '/' + name, leaves);
}

std::map<std::string, json> leavesOf(const core::WorkbenchState &state)
{
    std::map<std::string, json> leaves;
    collectLeaves(core::JsonWriter::written(state), {}, leaves);
    return leaves;
}

core::Result<core::ReadSession> readJson(const json &session)
{
    return core::readSession(session.dump(), {});
}

QString refusal(const json &session)
{
    const auto read = readJson(session);
    return read ? QStringLiteral("accepted") : QString::fromStdString(read.error().message);
}

json sessionWith(const char *pointer, const json &value)
{
    json session = json::parse(core::sessionText({}, "0.1.0"));
    session[json::json_pointer(pointer)] = value;
    return session;
}

}  // namespace

class SessionFileTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMemberIsWritten();
    void everySettingComesBack();
    void modelsThatAreGoneAreLeftOut();
    void modelsBesideTheSessionAreFound();
    void changedModelIsToldOf();
    void masksAreReadFromTheirFiles();
    void olderFileKeepsDefaults();
    void unknownSettingsAreKeptAndSaid();
    void aPageOfALaterVersionIsPutAside();
    void pagePutAsideIsKeptWhole();
    void wrongFilesAreRefused_data();
    void wrongFilesAreRefused();
    void pathsOfAnyBytesComeBack();
};

void SessionFileTest::everyMemberIsWritten()
{
    QCOMPARE(fieldCount<core::WorkbenchState>(), memberCount<core::WorkbenchState>() - 1);  // but for unknown settings
    QCOMPARE(fieldCount<core::Place>(), memberCount<core::Place>());
    QCOMPARE(fieldCount<core::SelectedCell>(), memberCount<core::SelectedCell>());
    QCOMPARE(fieldCount<core::PinnedPrediction>(), memberCount<core::PinnedPrediction>());
    QCOMPARE(fieldCount<core::DisplayState>(), memberCount<core::DisplayState>());
    QCOMPARE(fieldCount<core::AttentionState>(), memberCount<core::AttentionState>());
    QCOMPARE(fieldCount<core::LamaState>(), memberCount<core::LamaState>());
    QCOMPARE(fieldCount<core::SpectrumOptions>(), memberCount<core::SpectrumOptions>());
    QCOMPARE(fieldCount<core::SpectrumQuantity>(), memberCount<core::SpectrumQuantity>());
    QCOMPARE(fieldCount<core::ComparisonOptions>(), memberCount<core::ComparisonOptions>());
    QCOMPARE(fieldCount<core::ComparedState>(), memberCount<core::ComparedState>());
    QCOMPARE(fieldCount<core::TargetChoice>(), memberCount<core::TargetChoice>());
    QCOMPARE(fieldCount<core::PlaygroundState>(), memberCount<core::PlaygroundState>());
    QCOMPARE(fieldCount<core::RankState>(), memberCount<core::RankState>());
    QCOMPARE(fieldCount<core::PinnedChoices>(),
             memberCount<core::PinnedChoices>() + 1);                             // and the head its mask is fixed on
    QCOMPARE(fieldCount<core::MaskState>(), memberCount<core::MaskState>() - 1);  // which only a pin has
    QCOMPARE(fieldCount<core::EvaluationState>(), memberCount<core::EvaluationState>());
    QCOMPARE(fieldCount<core::MasksState>(), memberCount<core::MasksState>());
    QCOMPARE(fieldCount<core::ImportanceState>(), memberCount<core::ImportanceState>());
    QCOMPARE(fieldCount<core::WhatIfNode>(), memberCount<core::WhatIfNode>());
    QCOMPARE(fieldCount<core::WhatIfState>(), memberCount<core::WhatIfState>());
    QCOMPARE(fieldCount<core::SecondState>(), memberCount<core::SecondState>());
    QCOMPARE(fieldCount<core::FiguresState>(), memberCount<core::FiguresState>());
}

void SessionFileTest::everySettingComesBack()
{
    const core::WorkbenchState state = support::fullState();
    const auto first = leavesOf({});
    for (const auto &[place, value] : leavesOf(state)) {
        const auto known = first.find(place);
        const bool isVersion = place == "/figures/page/recipe";
        QVERIFY2(isVersion || known == first.end() || known->second != value, (place + " is not set by the test").c_str());
    }
    const auto read = core::readSession(core::sessionText(state, "0.1.0"), {});
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    core::WorkbenchState expected = state;
    expected.openModels.clear();  // which are not there
    expected.shownModel.clear();
    QCOMPARE(read->state, expected);
    QCOMPARE(read->state.rank.playground.painting, state.rank.playground.painting);
}

void SessionFileTest::modelsThatAreGoneAreLeftOut()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir("here"));
    QFile config(folder.filePath("here/config.json"));
    QVERIFY(config.open(QIODevice::WriteOnly) && config.write("{}") == 2);
    config.close();
    core::WorkbenchState state;
    const std::filesystem::path here = folder.filePath("here").toStdString();
    state.openModels = {"/gone", here};
    state.shownModel = "/gone";
    const auto read = core::readSession(core::sessionText(state, "0.1.0"), {});
    QVERIFY(read);
    QCOMPARE(read->state.openModels, std::vector<std::filesystem::path>{here});
    QCOMPARE(read->state.shownModel, here);
    QCOMPARE(read->problems, std::vector<std::string>{"\"/gone\" is not there any more"});
}

void SessionFileTest::modelsBesideTheSessionAreFound()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("runs/bert"));
    QFile config(folder.filePath("runs/bert/config.json"));
    QVERIFY(config.open(QIODevice::WriteOnly) && config.write("{}") == 2);
    config.close();
    const std::filesystem::path beside = folder.filePath("runs/bert").toStdString();
    core::WorkbenchState state;
    state.openModels = {"/home/ada/runs/bert", "/gone"};
    state.shownModel = "/home/ada/runs/bert";
    state.importance.second.model = "/home/ada/runs/bert";
    core::FigureRecipe page;
    page.models = {{.path = "/home/ada/runs/bert"}};
    state.figures.page = page;
    const std::string text = core::sessionText(state, "0.1.0");
    const auto read = core::readSession(text, {}, folder.path().toStdString());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->state.openModels, std::vector<std::filesystem::path>{beside});
    QCOMPARE(read->state.shownModel, beside);
    QCOMPARE(read->state.importance.second.model, beside);
    QCOMPARE(read->state.figures.page.models.front().path, beside);
    QVERIFY(!read->showsAnotherModel);
    QCOMPARE(read->problems.size(), 2U);
    QVERIFY(core::readSession(text, {})->showsAnotherModel);
}

void SessionFileTest::changedModelIsToldOf()
{
    QTemporaryDir folder;
    QFile config(folder.filePath("config.json"));
    QVERIFY(config.open(QIODevice::WriteOnly) && config.write("{}") == 2 && config.flush());
    core::WorkbenchState state;
    state.shownModel = folder.path().toStdString();
    state.openModels = {state.shownModel};
    const std::string text = core::sessionText(state, "0.1.0");
    QVERIFY(core::readSession(text, {})->problems.empty());
    QVERIFY(config.write(" ") == 1 && config.flush());
    QCOMPARE(core::readSession(text, {})->problems,
             std::vector<std::string>{'"' + state.shownModel.string() + "\" has changed since the session was saved"});
}

void SessionFileTest::masksAreReadFromTheirFiles()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("mask+%.npy");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(support::npyFile("|u1", "(2, 2)", std::string("\1\0\1\1", 4))));
    file.close();
    const auto term = core::readMaskTerm(path.toStdString(), {});
    QVERIFY2(term, term ? "" : term.error().message.c_str());
    core::WorkbenchState state;
    state.masks.mask.terms = {*term, core::maskTerm(core::MaskKind::Diagonal)};
    state.pinned = core::PinnedPrediction{.model = {}, .text = "a film", .mask = {}, .outputs = {{"positive", 0.5}}};
    state.pinned->choices.mask.terms = {*term};
    const std::string text = core::sessionText(state, "0.1.0");
    QCOMPARE(core::readSession(text, {})->state, state);
    QVERIFY(file.remove());
    const auto without = core::readSession(text, {});
    QVERIFY(without);
    QCOMPARE(without->state.masks.mask.terms, std::vector<core::MaskTerm>{core::maskTerm(core::MaskKind::Diagonal)});
    QVERIFY(without->state.pinned->choices.mask.terms.empty());
    QCOMPARE(without->problems.size(), 2U);
    QVERIFY(without->problems.front().find("mask+%.npy") != std::string::npos);
}

void SessionFileTest::olderFileKeepsDefaults()
{
    const auto read = readJson({{"session", 1}, {"text", "a film"}});
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    core::WorkbenchState expected;
    expected.text = "a film";
    QCOMPARE(read->state, expected);
}

void SessionFileTest::unknownSettingsAreKeptAndSaid()
{
    json session = sessionWith("/rank/hue", 7);
    session["future"] = {{"a", nullptr}};
    const auto read = readJson(session);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->problems, (std::vector<std::string>{"there is no setting named rank.hue in this version",
                                                       "there is no setting named future in this version"}));
    const json again = json::parse(core::sessionText(read->state, "0.1.0"));
    QVERIFY(again == session);
}

void SessionFileTest::aPageOfALaterVersionIsPutAside()
{
    json session = sessionWith("/figures/page/panels", {{{"kind", "hologram"}}});
    session["text"] = "a film";
    const auto read = readJson(session);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->state.text, std::string("a film"));
    QVERIFY(read->state.figures == core::FiguresState());
    QCOMPARE(read->problems.size(), 1U);
    QVERIFY(read->problems.front().starts_with("figures.page: panels[0].kind: expected one "));
    const json again = json::parse(core::sessionText(read->state, "0.1.0"));
    QVERIFY(again["figures"]["page"]["panels"] == session["figures"]["page"]["panels"]);
}

// Whatever it is, until there is another page.
void SessionFileTest::pagePutAsideIsKeptWhole()
{
    for (const json &page :
         {json::object({{"panels", {{"a", 1}}}}), json::object({{"pnels", 1}}), json::array({1}), json("text")}) {
        const auto read = readJson(sessionWith("/figures/page", page));
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        const json again = json::parse(core::sessionText(read->state, "0.1.0"));
        QVERIFY(again["figures"]["page"] == page);
        core::WorkbenchState changed = read->state;
        changed.figures.page.caption = "Mine.";
        const auto reread = core::readSession(core::sessionText(changed, "0.1.0"), {});
        QVERIFY2(reread, reread ? "" : reread.error().message.c_str());
        QVERIFY(reread->state.figures == changed.figures);
    }
}

void SessionFileTest::wrongFilesAreRefused_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const json &session, const char *sentence) {
        QTest::newRow(name) << QString::fromStdString(session.dump()) << QString(sentence);
    };
    row("another file", {{"a", 1}}, "this is no session of Attnscope");
    row("a list", json::array(), "this is no session of Attnscope");
    row("later version", sessionWith("/session", 2), "the session is of version 2, and this Attnscope reads version 1");
    row("no version", sessionWith("/session", "1"), "session is not a version");
    row("text for a number", sessionWith("/rank/k", "7"), "rank.k is not a whole number");
    row("fraction for a whole", sessionWith("/rank/k", 7.5), "rank.k is not a whole number");
    row("too large", sessionWith("/rank/k", 1e15), "rank.k is not a whole number");
    row("negative head", sessionWith("/selected/head/layer", -1), "selected.head.layer is not a whole number from 0");
    row("number for a text", sessionWith("/text", 1), "text is not a text");
    row("unknown value", sessionWith("/display/unit", "letter"), "display.unit is not one of sub-word, word");
    row("range", sessionWith("/masks/mask/strength", 1.5), "masks.mask.strength is out of its range");
    row("list for an object", sessionWith("/lama", json::array()), "lama is not an object");
    row("two masks", sessionWith("/masks/mask/terms", {"diagonal+band:1"}), "masks.mask.terms.0 is not one mask");
    row("uneven painting", sessionWith("/rank/playground/painting", {{1, 0}, {1}}),
        "rank.playground.painting is not a square of numbers");
    const json orphan = {{{"text", "a"}}, {{"text", "b"}, {"parent", 1}}};
    row("edit of itself", sessionWith("/importance/what_if/nodes", orphan),
        "importance.what_if.nodes: each node but the first is to have an earlier one as its parent");
    row("second root", sessionWith("/importance/what_if/nodes", {{{"text", "a"}}, {{"text", "b"}}}),
        "importance.what_if.nodes: each node but the first is to have an earlier one as its parent");
    row("edit that is not there", sessionWith("/importance/what_if/current", 1),
        "importance.what_if.current is none of the nodes");
    row("byte of nothing", sessionWith("/shown_model", "/a%4"), "shown_model is not a path");
}

void SessionFileTest::wrongFilesAreRefused()
{
    QFETCH(QString, session);
    QFETCH(QString, sentence);
    QCOMPARE(refusal(json::parse(session.toStdString())), sentence);
}

void SessionFileTest::pathsOfAnyBytesComeBack()
{
    std::string bytes = "/";
    for (int byte = 1; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    const std::string text = core::escapedPath(bytes);
    QVERIFY(json(text).dump().size() > bytes.size());  // which throws where it is not UTF-8
    QCOMPARE(core::unescapedPath(text)->native(), bytes);
    QVERIFY(!core::unescapedPath("%"));
    QVERIFY(!core::unescapedPath("%0g"));
    QVERIFY(!core::unescapedPath("%00"));
}

ATTNSCOPE_TEST(SessionFileTest, tests::NoApplication)
#include "tst_session_file.moc"
