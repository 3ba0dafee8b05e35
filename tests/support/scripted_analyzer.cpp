#include "tests/support/scripted_analyzer.h"

#include <map>
#include <mutex>
#include <sstream>

namespace scripted {
namespace {

// The same folder is the same model each time, as in the engine.
std::shared_ptr<const core::LoadedModel> modelIn(const std::filesystem::path &directory, const core::LoadedModel &like)
{
    static std::mutex mutex;
    static std::map<std::filesystem::path, std::shared_ptr<const core::LoadedModel>> models;
    const std::lock_guard lock(mutex);
    auto &model = models[directory];
    if (!model) {
        core::LoadedModel named = like;
        named.directory = directory;
        named.name = directory.filename().string();
        named.config.labels = {"negative", "positive"};
        named.parameters = {.total = 2'100'000, .attention = 300'000};
        model = std::make_shared<const core::LoadedModel>(std::move(named));
    }
    return model;
}

}  // namespace

core::Result<SnapshotPointer> analyze(const core::AnalysisRequest &request, const core::StopToken &)
{
    if (request.modelDirectory.filename().string().starts_with("broken"))
        return core::badInput(request.modelDirectory.filename().string() + ": config.json is missing");
    std::vector<std::string> pieces{"[CLS]"};
    std::size_t dropped = 0;
    std::istringstream words(request.text);
    for (std::string word; words >> word;) {
        if (pieces.size() + 1 < tokenLimit)
            pieces.push_back(word);
        else
            ++dropped;
    }
    pieces.emplace_back("[SEP]");
    core::AnalysisSnapshot snapshot = *randomEncoder(2, 4, pieces);
    auto text = *snapshot.text;
    text.droppedTokens = dropped;
    snapshot.text = std::make_shared<const core::TokenizedText>(std::move(text));
    snapshot.request = request;
    snapshot.model = modelIn(request.modelDirectory, *snapshot.model);
    snapshot.outputs = {negativeProbability(request.text), 1 - negativeProbability(request.text)};
    snapshot.milliseconds = {.tokenize = 0.1, .forward = 31.2, .analyze = 4.26};
    return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
}

double negativeProbability(const std::string &text)
{
    return static_cast<double>(text.size() % 100) / 100;
}

}  // namespace scripted
