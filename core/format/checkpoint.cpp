#include "core/format/checkpoint.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/base/mistaken_file.h"
#include "core/format/shards.h"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace core {
namespace {

using Path = std::filesystem::path;

struct OpenWeights {
    std::vector<InputFile> files;
    WeightFileContents contents;
};

Result<OpenWeights> openOne(const Path &path)
{
    if (const auto empty = emptyModelFile(path))
        return *empty;
    auto file = InputFile::open(path);
    if (!file)
        return file.error();
    auto contents = readWeightFile(sourceOf(*file));
    if (!contents)
        return inContext(pathText(path), contents.error());
    OpenWeights weights;
    weights.files.push_back(*std::move(file));
    weights.contents = *std::move(contents);
    return weights;
}

// Where something else than the shard itself tells that it should be there.
std::optional<Error> missingShard(const Path &path, const std::vector<Path> &shards)
{
    std::error_code ignored;
    const auto isMissing = [&ignored](const Path &shard) {
        return std::filesystem::symlink_status(shard, ignored).type() == std::filesystem::file_type::not_found;
    };
    const auto missing = std::ranges::find_if(shards, isMissing);
    if (missing == shards.end())
        return std::nullopt;
    const std::string what = isShardIndex(path) ? "the index names " + counted(shards.size(), "shard")
                                                : "this is one of " + counted(shards.size(), "shard");
    return unreadable(fmt::format("{}: {}, and {} is not there; put every shard into this folder", pathText(path), what,
                                  pathText(missing->filename())));
}

// The tensors of several files as those of one. Of a tensor that two files hold, the index says which counts.
Result<OpenWeights> joined(std::vector<OpenWeights> shards, const std::vector<Path> &paths, const ShardIndex &index)
{
    OpenWeights whole;
    std::map<std::string, TensorEntry> tensors;
    for (std::size_t shard = 0; shard < shards.size(); ++shard) {
        whole.files.push_back(std::move(shards[shard].files.front()));
        WeightFileContents &contents = shards[shard].contents;
        whole.contents.metadata.merge(contents.metadata);
        for (TensorEntry &tensor : contents.tensors) {
            tensor.file = shard;
            const auto named = index.find(tensor.name);
            if (named != index.end() && named->second != paths[shard].filename().string())
                continue;
            if (!tensors.try_emplace(tensor.name, std::move(tensor)).second)
                return badInput(fmt::format("the tensor {} is in two shards, expected it in one", quotedText(tensor.name)));
        }
    }
    for (const auto &[name, file] : index) {
        if (!tensors.contains(name)) {
            return badInput(
                fmt::format("the index puts the tensor {} into {}, which does not hold it; index and shards are not "
                            "of the same model, download them again",
                            quotedText(name), quotedText(file)));
        }
    }
    for (auto &[name, tensor] : tensors)
        whole.contents.tensors.push_back(std::move(tensor));
    return whole;
}

Result<OpenWeights> openShards(const Path &path)
{
    ShardIndex index;
    if (isShardIndex(path)) {
        auto read = readShardIndex(path);
        if (!read)
            return read.error();
        index = *std::move(read);
    }
    const std::vector<Path> files = weightFilesOf(path);
    if (files.empty())
        return inContext(pathText(path), changedWhileRead());
    if (const auto missing = missingShard(path, files))
        return *missing;
    std::vector<OpenWeights> shards;
    for (const Path &file : files) {
        auto shard = openOne(file);
        if (!shard)
            return shard.error();
        shards.push_back(*std::move(shard));
    }
    auto whole = joined(std::move(shards), files, index);
    return whole ? std::move(whole) : Result<OpenWeights>(inContext(pathText(path), whole.error()));
}

}  // namespace

Checkpoint::Checkpoint(std::vector<InputFile> files, WeightFileContents contents)
    : m_files(std::move(files)), m_contents(std::move(contents)), m_hasFailed(std::make_unique<std::atomic<bool>>(false))
{
}

Result<Checkpoint> Checkpoint::open(const Path &path)
{
    const bool isSharded = isShardIndex(path) || shardNamed(path.filename().string());
    auto weights = isSharded ? openShards(path) : openOne(path);
    if (!weights)
        return weights.error();
    return Checkpoint(std::move(weights->files), std::move(weights->contents));
}

void Checkpoint::read(const TensorEntry &tensor, std::uint64_t begin, std::span<std::byte> bytes) const
{
    assert(begin + bytes.size() <= tensor.byteCount());
    if (m_files[tensor.file].read(tensor.begin + begin, bytes))
        return;
    std::ranges::fill(bytes, std::byte(0));
    *m_hasFailed = true;
}

bool Checkpoint::isIntact() const
{
    return !*m_hasFailed && std::ranges::all_of(m_files, &InputFile::isUnchanged);
}

const TensorEntry *Checkpoint::find(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(tensors(), name, {}, &TensorEntry::name);
    return found != tensors().end() && found->name == name ? &*found : nullptr;
}

}  // namespace core
