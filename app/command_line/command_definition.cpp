#include "app/command_line/command_definition.h"

#include "app/command_line/compare_options.h"
#include "app/command_line/eval_options.h"
#include "app/command_line/figure_options.h"
#include "app/command_line/info_options.h"
#include "app/command_line/merge_options.h"
#include "app/command_line/run_options.h"
#include "app/command_line/spectrum_options.h"
#include "app/command_line/window_options.h"
#include "app/command_line/words_options.h"

#include <algorithm>

namespace app {

std::span<const CommandDefinition> commandDefinitions()
{
    static const std::vector<CommandDefinition> definitions{defineInfo(),     defineRun(),     defineEval(),
                                                            defineSpectrum(), defineCompare(), defineWords(),
                                                            defineMerge(),    defineFigure(),  defineWindow()};
    return definitions;
}

const CommandDefinition &windowDefinition()
{
    return commandDefinitions().back();
}

const CommandDefinition *definitionNamed(std::string_view name)
{
    const auto definitions = commandDefinitions();
    const auto known = std::ranges::find(definitions, name, &CommandDefinition::name);
    return name.empty() || known == definitions.end() ? nullptr : &*known;
}

}  // namespace app
