#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/corpus/masks/mask_study.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/corpus/texts/class_labels.h"
#include "core/corpus/words/word_grouping.h"
#include "core/model/mask/attention_mask.h"
#include "core/pipeline/spectrum_table.h"
#include "ui/theme/application_theme.h"

#include <QSize>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

enum class Command {
    Window,
    Screenshot,
    Info,
    Run,
    Eval,
    Spectrum,
    Compare,
    Words,
    Merge,
    Figure,
    Help,
    Columns,
    Version,
    Completion,
    ManualPage
};

// What figure is asked for, besides the recipe, which stands where other commands have a model.
struct FigureOptions {
    std::filesystem::path output;
    std::string templateKind;  // of the recipe to print
    std::filesystem::path model;
    std::filesystem::path gallery;             // the folder that it is drawn into
    std::optional<std::string> galleryFormat;  // PDF where it is not given
    bool listsKinds = false;
    bool describesKinds = false;  // with what each shows and the fields that it has
    bool listsPresets = false;
};

// What was asked for on the command line. Empty parts were not given.
struct CommandLine {
    Command command = Command::Window;
    std::string completedShell;
    std::string helpTopic;  // the command that help or columns are wanted of; empty for all
    std::filesystem::path model;
    std::vector<std::filesystem::path> models;  // all that were named; one but for compare; of merge the partial files
    bool isModelAnOption = false;               // by --model, so that it cannot be a mistyped command
    std::optional<std::string> text;

    // window and screenshot
    std::string workspace;
    std::optional<ui::ThemeChoice> theme;
    QSize size;
    std::filesystem::path screenshot;
    std::filesystem::path session;       // to go on with
    bool startsAnew = false;             // not with the last session
    std::filesystem::path savedSession;  // written beside the screenshot

    // info
    bool checksTensors = false;  // and heads

    // run and eval
    bool wantsJson = false;

    core::AttentionMask mask;  // inactive: the model's own; its files are read by readMaskFiles()

    // eval
    std::string sweep;
    std::optional<int> controlDraws;
    std::filesystem::path against;      // the model to compare with
    std::filesystem::path predictions;  // what the model says of each text

    // eval and spectrum
    std::optional<std::uint32_t> seed;  // of random controls, intervals and random maps

    // spectrum
    std::optional<core::SpectrumBaseline> null;  // random maps whose ranks stand beside the heads' in the summary
    std::optional<int> draws;

    // run
    std::filesystem::path trace;
    std::optional<std::vector<core::ImportanceMeasure>> importance;  // those named, empty for all; none for the usual ones
    core::ImportanceOptions importanceOptions;
    std::string pathOption;  // the last given one of --baseline and --steps, which integrated gradients alone have

    // words, whose measure is the one in `importance`
    std::string word;
    core::WordGrouping grouping = core::WordGrouping::Prediction;

    // words, eval, compare, info that checks, and spectrum, which prints the spectra with neither file
    std::filesystem::path csv;
    std::filesystem::path summary;

    FigureOptions figure;

    // eval, spectrum, compare and words
    std::filesystem::path data;
    core::ColumnChoice columns;
    core::LabelReading labels = core::LabelReading::Unambiguous;
    std::optional<int> limit;              // only the first sentences or paragraphs
    std::optional<core::TextShard> shard;  // only these of the texts, whose outcomes go into the file `partial`
    std::filesystem::path partial;
    // What they were given, in one spelling and order, but for --shard and --partial: what the shards of one run have in common.
    std::vector<std::string> arguments;
    std::shared_ptr<core::TextOutcomes> outcomes;  // of a shard while it runs, or of all when they are merged
};

// `arguments` without the program's name. The error is one sentence about the first thing that is wrong.
core::Result<CommandLine> parseCommandLine(std::span<const char *const> arguments);

// That what a window is to show is there. A mistyped command is taken for a model, so the error names both, unless --model says which.
core::Result<void> checkModelExists(const CommandLine &line);

// Reads the files that the mask names.
core::Result<void> readMaskFiles(CommandLine &line);

// What the command writes, name by name.
std::string columnsText(std::string_view command);

// Of one command, or of the program where the topic is no command.
std::string helpText(std::string_view topic);

}  // namespace app
