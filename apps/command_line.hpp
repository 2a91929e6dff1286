// What the command lines of both programs share: the look of the help page, in 80 columns, and checks of values.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace leitmotif::apps {

/// Gives `app`, and the commands added to it afterwards, our form of the help page: descriptions are wrapped, and the
/// page of a command also has the options that every command takes.
void use_our_help_page(CLI::App& app);

/// A check for numbers from 0 on, because CLI11 itself takes -1 for the largest number there is.
[[nodiscard]] std::string not_negative(const std::string& text);

}  // namespace leitmotif::apps
