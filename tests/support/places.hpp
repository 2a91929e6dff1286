// Where the project and its built programs lie. Only places.cpp is compiled with these paths, so that one compiler
// cache serves every checkout.
#pragma once

#include <filesystem>

namespace leitmotif::testing {

/// The project's root folder.
[[nodiscard]] std::filesystem::path source_folder();
/// The program `leitmotif` of this build, or the one that LEITMOTIF_TESTED_PROGRAM in the environment names; the others
/// lie beside it.
[[nodiscard]] std::filesystem::path built_program();

}  // namespace leitmotif::testing
