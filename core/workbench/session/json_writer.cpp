#include "core/workbench/session/json_writer.h"

#include "core/model/mask/mask_text.h"
#include "core/recipe/recipe_json.h"
#include "core/workbench/session/path_text.h"

namespace core {

nlohmann::json JsonWriter::json(const std::set<std::filesystem::path> &paths)
{
    nlohmann::json list = nlohmann::json::array();
    for (const std::filesystem::path &path : paths)
        list.push_back(json(path));
    return list;
}

nlohmann::json JsonWriter::json(const std::filesystem::path &path)
{
    return escapedPath(path);
}

nlohmann::json JsonWriter::json(const MaskTerm &term)
{
    return patternText(patternOf(term));
}

nlohmann::json JsonWriter::json(const DoubleMatrix &matrix)
{
    nlohmann::json rows = nlohmann::json::array();
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        nlohmann::json numbers = nlohmann::json::array();
        for (Eigen::Index column = 0; column < matrix.cols(); ++column)
            numbers.push_back(matrix(row, column));
        rows.push_back(std::move(numbers));
    }
    return rows;
}

nlohmann::json JsonWriter::json(const FigureRecipe &recipe)
{
    return recipeJson(recipe);
}

}  // namespace core
