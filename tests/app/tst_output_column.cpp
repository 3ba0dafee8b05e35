#include "app/command_line/output_column.h"

#include "app/command_line/command_definition.h"
#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/info.h"
#include "app/commands/run.h"
#include "app/commands/spectrum.h"
#include "app/commands/words.h"
#include "core/figure/any/figure_table.h"
#include "tests/app/command_output.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/random_model.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using nlohmann::ordered_json;

namespace {

using Names = std::set<std::string>;
using Words = std::vector<std::string>;

constexpr const char *regression = R"("id2label": {"0": "score"})";
constexpr const char *severalLabels =
    R"("id2label": {"0": "toxic", "1": "insult"}, "problem_type": "multi_label_classification")";

// Names of keys that are data: which measures are absent, what a training wrote down.
bool namesData(const std::string &key)
{
    return key == "importance_absent" || key == "training";
}

// Of columns that each class has the name that stands for all of them.
std::string withoutClass(const std::string &name)
{
    if (name.find("_error") != std::string::npos)  // mean squared and absolute error
        return name;
    for (const char *prefix : {"mean_", "count_"}) {
        const std::size_t at = name.rfind(prefix);
        if (at != std::string::npos && (at == 0 || name[at - 1] == '.'))
            return name.substr(0, at) + prefix + "CLASS";
    }
    return name;
}

// One key within another behind a dot, of all objects of a list behind "[]."; the runs of a study alike, wherever they stand.
void addNames(const ordered_json &json, const std::string &prefix, Names &names)
{
    for (const auto &[key, value] : json.items()) {
        const bool isRun = (key == "masked" || key == "control") && value.is_object();
        const std::string name = isRun ? "RUN" : withoutClass(prefix + key);
        if (namesData(key))
            names.insert(key == "training" ? name : name + ".MEASURE");
        else if (value.is_object() && !value.empty())
            addNames(value, name + ".", names);
        else if (value.is_array() && !value.empty() && value.front().is_object())
            for (const ordered_json &each : value)
                addNames(each, name + "[].", names);
        else
            names.insert(name);
    }
}

Names split(std::string line)
{
    Names names;
    for (std::size_t end = 0; end != std::string::npos; line = end == std::string::npos ? "" : line.substr(end + 1)) {
        end = line.find(',');
        names.insert(withoutClass(line.substr(0, end)));
    }
    return names;
}

Names headerOf(const std::string &file)
{
    std::ifstream input(file);
    std::string header;
    std::getline(input, header);
    return split(header);
}

// Of every description of the command that is of this option.
Names described(std::string_view command, std::string_view option)
{
    Names names;
    for (const app::OutputDescription &output : app::definitionNamed(command)->outputs) {
        for (const app::OutputColumn &column : output.columns) {
            if (output.option.starts_with(option))
                names.insert(column.name);
        }
    }
    return names;
}

QString listed(const Names &left, const Names &right)
{
    QStringList list;
    for (const std::string &name : left) {
        const bool isListOrObject = std::ranges::any_of(right, [&name](const std::string &other) {
            return other.starts_with(name + "[].") || other.starts_with(name + ".");
        });
        if (!right.contains(name) && !isListOrObject)  // an empty list or object names nothing below it
            list << QString::fromStdString(name);
    }
    return list.join(", ");
}

}  // namespace

// Holds the reference of --columns to what the commands really write.
class OutputColumnTest : public QObject
{
    Q_OBJECT

private slots:
    void infoIsWhatIsDescribed();
    void checkIsWhatIsDescribed();
    void runIsWhatIsDescribed();
    void spectrumIsWhatIsDescribed();
    void compareIsWhatIsDescribed();
    void evalIsWhatIsDescribed();
    void wordsIsWhatIsDescribed();
    void figureIsWhatIsDescribed();
    void everyColumnHasItsMeaning();
    void referenceIsPrinted();

private:
    void write(const std::string &name, const std::string &content) const { std::ofstream(pathOf(name)) << content; }
    std::string pathOf(const std::string &name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    std::string model(const std::string &head) const;
    std::string maskFile() const;

    template <typename Command>
    void run(Command command, const Words &words);
    void compareWith(std::string_view command, std::string_view option, const Names &written) const;

    QTemporaryDir m_folder;
    Names m_keys;  // of all that the test's runs printed
};

std::string OutputColumnTest::model(const std::string &head) const
{
    const std::string folder = pathOf("model" + std::to_string(std::hash<std::string>()(head)));
    if (std::filesystem::create_directory(folder)) {
        const std::string config =
            R"({"model_type": "compact_bert", "architectures": ["CompactBertForSequenceClassification"],
            "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "head_size": 4, "intermediate_size": 8,
            "max_position_embeddings": 16, "vocab_size": 64, )";
        const std::string fault = support::writeRandomModel(folder, config + head + "}", 5);
        if (!fault.empty())
            qFatal("%s", fault.c_str());
    }
    return folder;
}

// Of two tokens, which is no text's length.
std::string OutputColumnTest::maskFile() const
{
    write("keep.npy", support::npyFile("<f4", "(2, 2)", support::bytesOf(0.0F, 1.0F, 1.0F, 0.0F)));
    return "file:" + pathOf("keep.npy");
}

template <typename Command>
void OutputColumnTest::run(Command command, const Words &words)
{
    std::vector<const char *> arguments;
    for (const std::string &word : words)
        arguments.push_back(word.c_str());
    auto line = app::parseCommandLine(arguments);
    QVERIFY2(line, line ? "" : line.error().message.c_str());
    QVERIFY(app::readMaskFiles(*line));
    const commands::Output output = commands::outputOf(command, *line);
    QVERIFY2(output.status == 0, qPrintable(output.errors));
    addNames(ordered_json::parse(output.out.toStdString()), "", m_keys);
}

void OutputColumnTest::compareWith(std::string_view command, std::string_view option, const Names &written) const
{
    const Names known = described(command, option);
    QVERIFY2(listed(written, known).isEmpty(), qPrintable("not described: " + listed(written, known)));
    QVERIFY2(listed(known, written).isEmpty(), qPrintable("never written: " + listed(known, written)));
}

void OutputColumnTest::infoIsWhatIsDescribed()
{
    m_keys.clear();
    for (const char *name : {"bert-classifier", "linformer-headwise", "linear-efficient", "lama-learned"})
        run(app::infoCommand, {"info", commands::tiny + name, "--json"});
    compareWith("info", "--json", m_keys);
}

// The heads of the file of attention are near-identical.
void OutputColumnTest::checkIsWhatIsDescribed()
{
    m_keys.clear();
    for (const char *name : {"bert-classifier", "linformer-headwise", "linear-efficient", "lama-learned"})
        run(app::infoCommand, {"info", commands::tiny + name, "--json"});
    const Names ofInfo = m_keys;
    const std::string table = pathOf("tensors.csv");
    write("maps.json", R"({"attention": [[[[1, 0], [0, 1]], [[1, 0], [0, 1]]]]})");
    run(app::infoCommand, {"info", pathOf("maps.json"), "--check", "--json"});
    for (const char *name : {"bert-classifier", "linformer-headwise", "linear-efficient", "lama-learned"})
        run(app::infoCommand, {"info", commands::tiny + name, "--check", "--json", "--csv", table});
    Names ofCheck;
    std::ranges::set_difference(m_keys, ofInfo, std::inserter(ofCheck, ofCheck.end()));
    ofCheck.erase("tokens");  // of files of attention
    compareWith("info", "--check --json", ofCheck);
    compareWith("info", "--check --csv", headerOf(table));
}

void OutputColumnTest::runIsWhatIsDescribed()
{
    m_keys.clear();
    const std::string text = "the film is not very good";
    run(app::runCommand,
        {"run", commands::tiny + "bert-classifier", "--text", text, "--unit", "word", "--mask", maskFile(), "--json"});
    run(app::runCommand, {"run", commands::tiny + "bert-masked-lm", "--text", "the [MASK] is good", "--json"});
    for (const char *name : {"bert-classifier", "linformer-none", "lama-learned"})
        run(app::runCommand, {"run", commands::tiny + name, "--text", text, "--importance", "all", "--json"});
    run(app::runCommand, {"run", commands::tiny + "../published/gpt2-classifier", "--text", text, "--json"});
    run(app::runCommand, {"run", model(regression), "--text", "a b", "--mask", "diagonal", "--json"});
    run(app::runCommand, {"run", model(severalLabels), "--text", "a b", "--mask", "diagonal", "--json"});
    compareWith("run", "--json", m_keys);
}

void OutputColumnTest::spectrumIsWhatIsDescribed()
{
    m_keys.clear();
    const std::string spectra = pathOf("spectra.csv");
    const std::string summary = pathOf("summary.csv");
    run(app::spectrumCommand, {"spectrum", commands::tiny + "bert-classifier", "--text", "the film", "--json", "--csv",
                               spectra, "--summary", summary, "--null", "rows", "--draws", "2"});
    compareWith("spectrum", "--csv", headerOf(spectra));
    compareWith("spectrum", "--summary", headerOf(summary));
    compareWith("spectrum", "--json", m_keys);
}

void OutputColumnTest::compareIsWhatIsDescribed()
{
    m_keys.clear();
    const std::string table = pathOf("compare.csv");
    run(app::compareCommand, {"compare", commands::tiny + "bert-classifier", commands::tiny + "linformer-none", "--text",
                              "the film", "--json", "--csv", table});
    compareWith("compare", "--csv", headerOf(table));
    compareWith("compare", "--json", m_keys);
}

void OutputColumnTest::evalIsWhatIsDescribed()
{
    m_keys.clear();
    write("labeled.tsv", "the film was bad\t0\na warm story\t1\nvery slow\t0\n");
    write("valued.tsv", "a word57 word60\t0.5\nword58 b word61\t-1\nword59 a\t2.25\n");
    write("sets.tsv", "a word57\ttoxic,insult\nb word58\tinsult\n");
    std::string paragraphs;  // enough of them for some word to be masked
    for (int count = 0; count < 20; ++count)
        paragraphs += "the film is not very good and a warm story that is very slow\n";
    write("paragraphs.txt", paragraphs);
    Names header;
    const auto eval = [&](Words words, const std::string &data, const Words &more) {
        words.insert(words.begin(), "eval");
        words.insert(words.end(), {"--data", pathOf(data), "--json"});
        words.insert(words.end(), more.begin(), more.end());
        if (!more.empty())
            words.insert(words.end(), {"--csv", pathOf("study.csv")});
        run(app::evalCommand, words);
        if (!more.empty())
            header.merge(headerOf(pathOf("study.csv")));
    };
    eval({commands::tiny + "bert-classifier"}, "labeled.tsv", {});
    eval({commands::tiny + "bert-masked-lm"}, "paragraphs.txt", {});
    eval({model(regression)}, "valued.tsv", {});
    eval({model(severalLabels)}, "sets.tsv", {});
    eval({commands::tiny + "bert-classifier"}, "labeled.tsv", {"--mask", maskFile()});
    eval({commands::tiny + "bert-classifier"}, "labeled.tsv", {"--mask", "ablate"});  // which changes predictions
    eval({commands::tiny + "bert-classifier"}, "labeled.tsv", {"--sweep", "band:1..2"});
    eval({model(regression)}, "valued.tsv", {"--sweep", "band:1..2"});
    eval({commands::tiny + "bert-masked-lm"}, "paragraphs.txt", {"--mask", "ablate"});
    eval({commands::tiny + "bert-masked-lm"}, "paragraphs.txt", {"--sweep", "band:1..2"});
    const auto evalAgainstItself = [&](const std::string &folder, const std::string &data) {
        run(app::evalCommand, {"eval", folder, "--data", pathOf(data), "--json", "--against", folder});
    };
    evalAgainstItself(commands::tiny + "bert-classifier", "labeled.tsv");
    evalAgainstItself(commands::tiny + "bert-masked-lm", "paragraphs.txt");
    evalAgainstItself(model(regression), "valued.tsv");
    evalAgainstItself(model(severalLabels), "sets.tsv");
    compareWith("eval", "--json", m_keys);
    compareWith("eval", "--csv", header);
}

void OutputColumnTest::wordsIsWhatIsDescribed()
{
    m_keys.clear();
    write("labeled.tsv", "the film was bad\t0\na warm film\t1\nvery slow film\t0\n");
    Names header;
    for (const Words &more : {Words{"--mask", maskFile()}, Words{"--word", "film", "--by", "label"}}) {
        Words words{"words",
                    commands::tiny + "bert-classifier",
                    "--data",
                    pathOf("labeled.tsv"),
                    "--measure",
                    "rollout",
                    "--json",
                    "--csv",
                    pathOf("words.csv")};
        words.insert(words.end(), more.begin(), more.end());
        run(app::wordsCommand, words);
        header.merge(headerOf(pathOf("words.csv")));
    }
    compareWith("words", "--json", m_keys);
    compareWith("words", "--csv", header);
}

void OutputColumnTest::figureIsWhatIsDescribed()
{
    const std::string table = core::figureTable(std::vector<core::Figure>{core::HeatMapFigure(), core::CurveFigure()});
    compareWith("figure", "-o", split(table.substr(0, table.find('\n'))));
}

void OutputColumnTest::everyColumnHasItsMeaning()
{
    int commands = 0;
    for (const app::CommandDefinition &definition : app::commandDefinitions()) {
        commands += definition.outputs.empty() ? 0 : 1;
        for (const app::OutputDescription &output : definition.outputs) {
            Names names;
            for (const app::OutputColumn &column : output.columns) {
                QVERIFY2(!column.meaning.empty(), column.name.c_str());
                QVERIFY2(names.insert(column.name).second, column.name.c_str());
            }
        }
    }
    QCOMPARE(commands, 7);
}

void OutputColumnTest::referenceIsPrinted()
{
    const std::vector<const char *> arguments{"spectrum", "--columns"};
    const auto line = app::parseCommandLine(arguments);
    QVERIFY(line);
    QCOMPARE(line->command, app::Command::Columns);
    const QString text = QString::fromStdString(app::columnsText(line->helpTopic));
    QVERIFY2(text.contains("\n--summary\n") &&
                 text.contains("\n  stable_rank                           stable rank: Σσ² / σ₁²\n"),
             qPrintable(text));
    QVERIFY2(text.contains("length of the text [tokens]"), qPrintable(text));
    const std::vector<const char *> ofTheWindow{"--columns"};
    QVERIFY(!app::parseCommandLine(ofTheWindow));
}

ATTNSCOPE_TEST(OutputColumnTest, tests::NoApplication)
#include "tst_output_column.moc"
