// What the environment says: the only place that reads variables and asks where the program lies.
#pragma once

#include <filesystem>
#include <string>

namespace leitmotif {

/// A variable as a path; empty when it is not set. Called before there are threads that set variables.
[[nodiscard]] std::filesystem::path path_from_environment(const char* variable);

/// The folder of the running program. Throws std::filesystem::filesystem_error where there is no /proc.
[[nodiscard]] std::filesystem::path program_folder();

/// How the running program was called, as a line that a shell would take; empty where there is no /proc. The program is
/// called by the name of its file.
[[nodiscard]] std::string command_line();

}  // namespace leitmotif
