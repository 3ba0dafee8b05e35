#include "app/command_line.h"
#include "tests/support/test_program.h"

#include "tests/support/npy_bytes.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <fstream>

using app::Command;

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingOpensTheWindow();
    void modelAndOptionsOfTheWindow();
    void optionsMayBeJoinedWithAnEqualsSign();
    void runTakesTextAndOutputs();
    void compareTakesSeveralModels();
    void evalTakesMaskAndSweep();
    void errorsAdviseTheOptionsOfTheCommand();
    void textMayLookLikeAnOption();
    void windowNeedsItsModel();
    void flagsMayBeRepeated();
    void everyCommandTakesHelp();
    void nothingBehindHelpAndVersionIsIgnored();
    void filesOfAMaskAreReadApart();
    void wrongCommandLineIsOneSentence_data();
    void wrongCommandLineIsOneSentence();
    void dashesEndTheOptions();
    void valuesAreTakenAsTheyAre();
    void everyCommandHasHelpOfItsOwn();
    void usageNamesEveryOption();
    void usageListsTheCommandsAsTheScriptReadsThem();
};

namespace {

core::Result<app::CommandLine> parse(const QByteArrayList &arguments)
{
    std::vector<const char *> pointers;
    for (const QByteArray &argument : arguments)
        pointers.push_back(argument.constData());
    return app::parseCommandLine(pointers);
}

}  // namespace

void CommandLineTest::nothingOpensTheWindow()
{
    const auto line = parse({});
    QVERIFY(line);
    QCOMPARE(line->command, Command::Window);
    QVERIFY(line->model.empty());
    QVERIFY(!line->text);
    QVERIFY(!line->theme);
}

void CommandLineTest::modelAndOptionsOfTheWindow()
{
    const auto line =
        parse({"models/one", "--text", "a film", "--theme", "dark", "--size", "1280x800", "--workspace", "attention"});
    QVERIFY(line);
    QCOMPARE(line->command, Command::Window);
    QCOMPARE(line->model, std::filesystem::path("models/one"));
    QCOMPARE(*line->text, std::string("a film"));
    QCOMPARE(*line->theme, ui::ThemeChoice::Dark);
    QCOMPARE(line->size, QSize(1280, 800));
    QCOMPARE(line->workspace, std::string("attention"));
}

void CommandLineTest::optionsMayBeJoinedWithAnEqualsSign()
{
    const auto line = parse({"--screenshot=a=b.png", "--model=one", "--text="});
    QVERIFY(line);
    QCOMPARE(line->command, Command::Screenshot);
    QCOMPARE(line->screenshot, std::filesystem::path("a=b.png"));
    QCOMPARE(line->model, std::filesystem::path("one"));
    QCOMPARE(*line->text, std::string());
}

void CommandLineTest::runTakesTextAndOutputs()
{
    const auto line =
        parse({"run", "one", "--text", "a film", "--json", "--trace", "t.safetensors", "--mask", "diagonal@0.1"});
    QVERIFY(line);
    QCOMPARE(line->command, Command::Run);
    QCOMPARE(line->model, std::filesystem::path("one"));
    QVERIFY(line->wantsJson);
    QCOMPARE(line->trace, std::filesystem::path("t.safetensors"));
    QCOMPARE(line->mask.scope.heads.size(), 1U);
}

void CommandLineTest::evalTakesMaskAndSweep()
{
    const auto line = parse({"eval", "one", "--data", "f", "--mask", "none@1", "--sweep", "band:1..4", "--seed", "7",
                             "--csv", "g", "--control-draws", "3"});
    QVERIFY(line);
    QCOMPARE(line->controlDraws.value(), 3);
    QVERIFY(line->mask.isActive());
    QCOMPARE(line->sweep, std::string("band:1..4"));
    QCOMPARE(line->seed.value(), 7U);
    QCOMPARE(line->csv, std::filesystem::path("g"));
}

void CommandLineTest::compareTakesSeveralModels()
{
    const auto line = parse({"compare", "one", "two/", "--data", "f.txt", "--limit", "20"});
    QVERIFY(line);
    QCOMPARE(line->command, Command::Compare);
    QCOMPARE(line->models, (std::vector<std::filesystem::path>{"one", "two"}));
    QCOMPARE(line->limit.value(), 20);
}

void CommandLineTest::errorsAdviseTheOptionsOfTheCommand()
{
    QCOMPARE(parse({"eval", "one", "--data", "f"})->columns.advice, core::Advice::EveryOption);
    QCOMPARE(parse({"spectrum", "one", "--data", "f"})->columns.advice, core::Advice::TextOption);
    QCOMPARE(parse({"compare", "one", "--data", "f"})->columns.advice, core::Advice::TextOption);
    QCOMPARE(parse({"models/one"})->columns.advice, core::Advice::EditFile);
}

void CommandLineTest::textMayLookLikeAnOption()
{
    const auto line = parse({"run", "one", "--text", "--json"});
    QVERIFY(line);
    QCOMPARE(*line->text, std::string("--json"));
    QVERIFY(!line->wantsJson);
}

void CommandLineTest::wrongCommandLineIsOneSentence_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArrayList &arguments, const char *message) {
        QTest::newRow(name) << arguments << QString::fromUtf8(message);
    };
    row("unknown option", {"--bogus"}, "unknown option --bogus");
    row("kind of a template", {"figure", "--template", "pie"},
        "--template is \"pie\", but must be one that \"attnscope figure --kinds\" lists");
    row("format of the gallery", {"figure", "--gallery", "f", "--format", "jpg"},
        "--format is \"jpg\", but must be one of .pdf, .svg, .png, .tex, .csv, .html");
    row("format without a gallery", {"figure", "r.json", "-o", "f.pdf", "--format", "png"},
        "--format is that of --gallery DIR, which is not given");
    row("ending of a figure", {"figure", "r.json", "-o", "f.jpg"},
        "-o is \"f.jpg\", but must end in one of .pdf, .svg, .png, .tex, .csv, .html");
    row("no ending of a figure", {"figure", "r.json", "-o", "f"},
        "-o is \"f\", but must end in one of .pdf, .svg, .png, .tex, .csv, .html");
    row("unknown braces", {"figure", "r.json", "-o", "{foo}.pdf"},
        "-o: \"{foo}\" stands for nothing, expected {model}, {text}, {mask}, {layer} or {head}");
    row("text of a recipe", {"figure", "r.json", "-o", "f.pdf", "--text", "t"},
        "--text is that of --template KIND, which is not given: a recipe names its own");
    row("template and gallery", {"figure", "--template", "heat-map", "--gallery", "f"},
        "figure prints a template or a list, or draws a recipe or the gallery, one at a time");
    row("mistyped option", {"eval", "one", "--lmit", "3"}, "unknown option --lmit; did you mean --limit?");
    row("mistyped option with a value", {"eval", "one", "--limits=3"}, "unknown option --limits; did you mean --limit?");
    row("beginning of an option", {"run", "one", "--tra", "f"}, "unknown option --tra; did you mean --trace?");
    row("short option", {"run", "one", "-t", "f"}, "unknown option -t");
    row("mistyped command with options", {"evla", "--data", "f"},
        "there is no command or model folder \"evla\"; did you mean eval?");
    row("flag with nothing", {"run", "one", "--text", "t", "--json="}, "--json takes no value");
    row("empty value", {"run", "one", "--text", "t", "--trace="}, "--trace needs a value: F.safetensors");
    row("value missing behind a value", {"run", "one", "--text", "t", "--trace"}, "--trace needs a value: F.safetensors");
    row("option of another command", {"run", "one", "--theme", "dark"}, "unknown option --theme");
    row("window takes no --json", {"--json"}, "unknown option --json");
    row("nothing to compare", {"compare", "--text", "t"}, "compare needs a model folder");
    row("no texts to compare on", {"compare", "one", "two"}, "compare needs either --text T or --data F");
    row("value missing", {"--text"}, "--text needs a value: T");
    row("value too many", {"run", "one", "--text", "t", "--json=1"}, "--json takes no value");
    row("no theme", {"--theme", "pink"},
        "--theme is \"pink\", but must be light, dark, high-contrast or dark-high-contrast");
    row("no size", {"--size", "12"}, "--size is \"12\", but must be WIDTHxHEIGHT in pixels, from 800x480 to 16384x16384");
    row("size with rest", {"--size", "800x600px"},
        "--size is \"800x600px\", but must be WIDTHxHEIGHT in pixels, from 800x480 to 16384x16384");
    row("huge size", {"--size", "99999999999x600"},
        "--size is \"99999999999x600\", but must be WIDTHxHEIGHT in pixels, from 800x480 to 16384x16384");
    row("smaller than a window can be", {"--screenshot", "f.png", "--size", "300x200"},
        "--size is \"300x200\", but must be WIDTHxHEIGHT in pixels, from 800x480 to 16384x16384");
    row("two texts", {"run", "one", "--text", "a", "--text=b"}, "--text is given twice");
    row("two limits", {"eval", "one", "--data", "f", "--limit", "3", "--limit", "3"}, "--limit is given twice");
    row("two models for the window", {"--model", "one", "--model", "two"}, "--model is given twice");
    row("no sweep", {"eval", "one", "--data", "f", "--sweep", "nope:1..2"},
        "there is no sweep \"nope\"; there are heads, strength:FROM..TO, control:FROM..TO and masks with a number, such as "
        "band:FROM..TO");
    row("sweep without a range", {"eval", "one", "--data", "f", "--sweep", "band:x"},
        "the sweep \"band:x\" has no FROM..TO or FROM..TO:STEP");
    row("strength of no mask", {"eval", "one", "--data", "f", "--sweep", "strength:0..1"},
        "a sweep over the strength needs a mask that removes pairs of tokens, or uniform");
    row("control of uniform", {"eval", "one", "--data", "f", "--mask", "uniform", "--sweep", "control:1..3"},
        "a sweep over the control needs a mask that removes pairs of tokens");
    row("negative offsets", {"eval", "one", "--data", "f", "--sweep", "offset:-3..3"},
        "the sweep \"offset:-3..3\" has to rise within 0..32768 in whole steps");
    row("mask of no file", {"run", "one", "--text", "t", "--mask", "file:"},
        "--mask: the mask \"file:\" does not name a file");
    row("seed of no draws", {"eval", "one", "--data", "f", "--seed", "3"},
        "--seed is that of the random controls and intervals of --mask M or --sweep S, and neither is given");
    row("no mask", {"run", "one", "--text", "t", "--mask", "band:x"},
        "--mask: the mask \"band:x\" has \"x\" as its width, expected a whole number from 0 to 32768");
    row("table without a check", {"info", "one", "--csv", "t.csv"}, "info writes --csv only with --check");
    row("info takes no mask", {"info", "one", "--mask", "diagonal"}, "unknown option --mask");
    row("no null", {"spectrum", "one", "--text", "t", "--summary", "s", "--null", "keys"},
        "--null is \"keys\", but must be rows or projections");
    row("null without summary", {"spectrum", "one", "--text", "t", "--null", "rows"},
        "--null adds columns to the file of --summary F.csv, which is not given");
    row("no draws", {"spectrum", "one", "--text", "t", "--summary", "s", "--null", "rows", "--draws", "0"},
        "--draws is \"0\", but must be a whole number from 1 to 10000");
    row("draws without null", {"spectrum", "one", "--text", "t", "--draws", "5"},
        "--draws counts the random maps of --null, which is not given");
    row("text of other bytes", {"run", "one", "--text", "caf\xe9"}, "--text is not valid UTF-8: byte 4 is 0xE9");
    row("no reading of labels", {"eval", "one", "--data", "f", "--labels", "2"},
        "--labels is \"2\", but must be names, from-0 or from-1");
    row("limit too large", {"eval", "one", "--data", "f", "--limit", "99999999999"},
        "--limit is \"99999999999\", but must be a whole number from 1 to 2147483647");
    row("no seed", {"eval", "one", "--data", "f", "--seed", "-1"},
        "--seed is \"-1\", but must be a whole number from 0 to 2147483647");
    row("means of one text", {"run", "one", "--text", "a", "--mask", "ablate:mean@0.1"},
        "ablate:mean takes its means from the data of eval, and run has one text only");
    row("draws", {"eval", "one", "--data", "f", "--control-draws", "many"},
        "--control-draws is \"many\", but must be a whole number from 0 to 1000");
    row("draws of no control", {"eval", "one", "--data", "f", "--control-draws", "3"},
        "--control-draws counts the random controls of --mask M or --sweep S, and neither is given");
    row("seed of nothing", {"spectrum", "one", "--text", "t", "--seed", "3"},
        "--seed is that of the random maps of --null, which is not given");
    row("limit of one text", {"spectrum", "one", "--text", "t", "--limit", "3"},
        "--limit counts the texts of --data F, which is not given");
    row("column of one text", {"compare", "one", "--text", "t", "--text-column", "3"},
        "--text-column names a column of --data F, which is not given");
    row("csv of nothing", {"eval", "one", "--data", "f", "--csv", "g"}, "eval writes --csv only with --mask M or --sweep S");
    row("run takes no sweep", {"run", "one", "--text", "t", "--sweep", "heads"}, "unknown option --sweep");
    row("no shell", {"--completion", "fish"}, "--completion is \"fish\", but must be bash or zsh");
    row("two models", {".", "two"}, "\"two\" is one argument too many");
    row("mistyped command", {"spectrm", "two"}, "there is no command or model folder \"spectrm\"; did you mean spectrum?");
    row("info without a model", {"info"}, "info needs a model folder");
    row("run without a text", {"run", "one"}, "run needs --text T");
    row("empty model", {""}, "the model folder's name is empty");
}

void CommandLineTest::wrongCommandLineIsOneSentence()
{
    QFETCH(const QByteArrayList, arguments);
    const auto line = parse(arguments);
    QVERIFY(!line);
    QTEST(QString::fromStdString(line.error().message), "message");
}

void CommandLineTest::windowNeedsItsModel()
{
    const auto message = [](const QByteArrayList &arguments) {
        const core::Result<void> exists = app::checkModelExists(parse(arguments).value());
        return exists ? QString() : QString::fromStdString(exists.error().message);
    };
    QCOMPARE(message({"frob"}), QStringLiteral("there is no command or model folder \"frob\""));
    QCOMPARE(message({"frob", "--screenshot", "f.png"}), QStringLiteral("there is no command or model folder \"frob\""));
    QCOMPARE(message({"--model", "frob"}), QStringLiteral("there is no model folder \"frob\""));
    QCOMPARE(message({"."}), QString());
    QCOMPARE(message({}), QString());
    QCOMPARE(message({"info", "frob"}), QString());  // which says so itself
}

void CommandLineTest::flagsMayBeRepeated()
{
    QVERIFY(parse({"run", "one", "--text", "t", "--json", "--json"})->wantsJson);
}

void CommandLineTest::everyCommandTakesHelp()
{
    for (const char *help : {"--help", "-h"}) {
        QCOMPARE(parse({"run", help})->command, Command::Help);
        QCOMPARE(parse({"eval", "one", "--data", "f", help})->command, Command::Help);
    }
    QCOMPARE(*parse({"run", "one", "--text", "--help"})->text, std::string("--help"));
    QCOMPARE(parse({"--help", "eval"})->helpTopic, std::string("eval"));
}

void CommandLineTest::nothingBehindHelpAndVersionIsIgnored()
{
    const auto message = [](const QByteArrayList &arguments) {
        const auto line = parse(arguments);
        return line ? QString() : QString::fromStdString(line.error().message);
    };
    QCOMPARE(parse({"--version"})->command, Command::Version);
    QVERIFY(message({"--version", "x"}).contains("\"x\" is one argument too many"));
    QVERIFY(message({"--help", "x"}).contains("there is no command \"x\""));
    QVERIFY(message({"-h", "evla"}).contains("eval"));
    QVERIFY(message({"--help", "eval", "x"}).contains("\"x\" is one argument too many"));
    QVERIFY(message({"eval", "--help", "x"}).contains("\"x\" is one argument too many"));
}

void CommandLineTest::dashesEndTheOptions()
{
    QCOMPARE(parse({"info", "--", "--model"})->model, std::filesystem::path("--model"));
    QCOMPARE(parse({"run", "--text", "t", "--", "-one=1"})->model, std::filesystem::path("-one=1"));
    QCOMPARE(parse({"compare", "--text", "t", "--", "-one", "--two=2"})->models,
             (std::vector<std::filesystem::path>{"-one", "--two=2"}));
    QCOMPARE(*parse({"run", "one", "--text", "--"})->text, std::string("--"));
}

// Also what a parser of options could take for a list, a flag, or a file of options.
void CommandLineTest::valuesAreTakenAsTheyAre()
{
    for (const char *text :
         {"[CLS]", "[a,b]", "{}", "true", "a=b", "--a=b", "-5", "%1", "/h", "@f", "++", "\xc3\xa9", "'a' \"b\""}) {
        QCOMPARE(*parse({"run", "one", "--text", text})->text, std::string(text));
        QCOMPARE(*parse({"run", "one", QByteArray("--text=") + text})->text, std::string(text));
    }
    QCOMPARE(parse({"info", "[a,b]"})->model, std::filesystem::path("[a,b]"));
    QCOMPARE(parse({"info", "caf\xe9"})->model, std::filesystem::path("caf\xe9"));
    QCOMPARE(parse({"eval", "one", "--data", "caf\xe9"})->data, std::filesystem::path("caf\xe9"));
    QCOMPARE(*parse({"run", "one", "--text", ""})->text, std::string());
}

void CommandLineTest::everyCommandHasHelpOfItsOwn()
{
    for (const char *command : {"info", "run", "eval", "spectrum", "compare"}) {
        const auto line = parse({command, "--help"});
        const QString help = QString::fromStdString(app::helpText(line->helpTopic));
        QVERIFY2(help.startsWith(QStringLiteral("attnscope %1 MODEL").arg(command)), command);
        QVERIFY2(help.contains(QStringLiteral("\n  attnscope %1 models/").arg(command)), command);
        QVERIFY2(!help.contains("--workspace"), command);
    }
    QVERIFY(app::helpText("eval").find("--control-draws N") != std::string::npos);
    QCOMPARE(app::helpText(parse({"--help"})->helpTopic), app::helpText({}));
}

// The command line is right and what it names is not, which ends with another exit status.
void CommandLineTest::filesOfAMaskAreReadApart()
{
    const QTemporaryDir folder;
    const QByteArray file = folder.filePath("mask.npy").toUtf8();
    auto line = parse({"run", "one", "--text", "t", "--mask", "diagonal&file:" + file});
    QVERIFY(line);
    const auto missing = app::readMaskFiles(*line);
    QVERIFY(!missing);
    QVERIFY(QString::fromStdString(missing.error().message).startsWith("--mask: " + file + ": "));
    std::ofstream(file.toStdString()) << support::npyFile("|b1", "(2, 2)", std::string("\1\0\0\1", 4));
    QVERIFY(app::readMaskFiles(*line));
    QCOMPARE(line->mask.pattern->alternatives.front().back().pairs->tokens, 2);
    auto unmasked = parse({"run", "one", "--text", "t"});
    QVERIFY(app::readMaskFiles(*unmasked));
}

// ./dev run asks the program which words are commands and need no display.
void CommandLineTest::usageListsTheCommandsAsTheScriptReadsThem()
{
    const QStringList lines = QString::fromStdString(app::helpText({})).split('\n');
    QStringList names;
    for (const QString &line : lines) {
        const auto match = QRegularExpression(QStringLiteral("^attnscope ([a-z]+) ")).match(line);
        if (match.hasMatch())
            names << match.captured(1);
    }
    QCOMPARE(names, QStringList({"info", "run", "eval", "spectrum", "compare", "words", "merge", "figure"}));
    for (const QString &name : names) {
        const auto line = app::parseCommandLine(std::array{name.toLatin1().constData()});
        QVERIFY2(!line && QString::fromStdString(line.error().message).startsWith(name + " needs"), qPrintable(name));
    }
    QFile script(QStringLiteral(ATTNSCOPE_MODELS "/../dev"));
    QVERIFY(script.open(QIODevice::ReadOnly));
    QVERIFY(script.readAll().contains("--help | sed -n 's/^attnscope \\([a-z][a-z]*\\) .*/\\1/p'"));
}

void CommandLineTest::usageNamesEveryOption()
{
    const QString usage = QString::fromStdString(app::helpText({}));
    for (const char *option :
         {"--text", "--model", "--workspace", "--theme", "--size", "--screenshot", "--json", "--trace", "--mask", "--sweep",
          "--seed", "--null", "--draws", "--data", "--limit", "--text-column", "--label-column", "--labels"})
        QVERIFY2(usage.contains(QLatin1String(option)), option);
    QVERIFY(usage.contains("exit status: "));
    QVERIFY(!usage.contains("unless given") && !usage.contains("if not given"));
    for (const QString &line : usage.split('\n'))
        QVERIFY2(line.size() <= 120, qPrintable(line));
}

ATTNSCOPE_TEST(CommandLineTest, tests::NoApplication)
#include "tst_command_line.moc"
