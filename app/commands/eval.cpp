#include "app/commands/eval.h"

#include "app/commands/command_output.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/evaluation.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::Result;

// A line that counts up while the sentences run, wiped at the end.
class ProgressLine
{
public:
    ProgressLine(std::size_t total, std::ostream &stream) : m_total(total), m_stream(stream) {}
    ~ProgressLine() { m_stream << '\r' << std::string(m_width, ' ') << '\r' << std::flush; }

    void show(std::size_t done)
    {
        const std::size_t percent = 100 * done / m_total;
        if (percent == m_percent)
            return;
        m_percent = percent;
        const std::string line = std::to_string(done) + " of " + std::to_string(m_total) + " sentences";
        m_width = std::max(m_width, line.size());
        m_stream << '\r' << line << std::flush;
    }

private:
    std::size_t m_total;
    std::ostream &m_stream;
    std::size_t m_percent = 0;
    std::size_t m_width = 0;
};

Result<core::Evaluation> evaluation(const CommandLine &line, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (!model)
        return model.error();
    if ((*model)->config.task != core::ModelTask::Classification)
        return core::badInput((*model)->name + " does not classify, so there is no accuracy to measure");
    auto texts = core::readLabelledTexts(line.data, (*model)->config.labels);
    if (!texts)
        return texts.error();
    if (line.limit)
        texts->resize(std::min(texts->size(), static_cast<std::size_t>(*line.limit)));
    if (isatty(STDERR_FILENO) == 0)
        return core::evaluate(**model, *texts, {}, {});
    ProgressLine progress(texts->size(), errors);
    return core::evaluate(**model, *texts, [&progress](std::size_t done) { progress.show(done); }, {});
}

} // namespace

int runEval(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<core::Evaluation> result = evaluation(line, errors);
    if (!result) {
        printError(result.error(), errors);
        return EXIT_FAILURE;
    }
    if (line.wantsJson) {
        const nlohmann::ordered_json json{{"examples", result->examples}, {"accuracy", result->accuracy}, {"loss", result->loss}, {"cut_examples", result->cutExamples}};
        out << json.dump(2) << '\n';
    } else {
        out << std::fixed << std::setprecision(4) << "accuracy  " << result->accuracy << "\nloss      " << result->loss
            << "\nexamples  " << result->examples << '\n';
        if (result->cutExamples > 0)
            out << "cut       " << result->cutExamples << " at the model's limit\n";
    }
    return EXIT_SUCCESS;
}

} // namespace app
