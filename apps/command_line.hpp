// What the command lines of both programs share: the look of the help page, in 80 columns, and checks of values.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "leitmotif/wire/option.hpp"

namespace leitmotif::apps {

/// Gives `app`, and the commands added to it afterwards, our form of the help page: descriptions are wrapped, and the
/// page of a command also has the options that every command takes.
void use_our_help_page(CLI::App& app);

/// Adds options; what is typed comes to where they say. Parsing throws invalid_argument for a value of another form.
void add_options(CLI::App& app, const std::vector<wire::Option>& options);

/// A check for numbers from 0 on, because CLI11 itself takes -1 for the largest number there is.
[[nodiscard]] std::string not_negative(const std::string& text);

}  // namespace leitmotif::apps
